import type { Numbered } from '#process/operation.js';
import type { OperationKind } from '#process/operation-kind.js';
import { backUpBoth } from './back-up-both.js';
import { backUpProduction } from './back-up-production.js';
import { deployProduction } from './deploy-production.js';
import { deploySandbox } from './deploy-sandbox.js';
import { integrateChange } from './integrate-change.js';
import { mergeChange } from './merge-change.js';
import type { Performed } from './outcome.js';
import type { Performance, Performing } from './performance.js';
import { provisionSandbox } from './provision-sandbox.js';
import { releaseChange } from './release-change.js';
import { removeSandbox } from './remove-sandbox.js';
import { restoreProduction } from './restore-production.js';
import { revertChange } from './revert-change.js';
import { startSandbox } from './start-sandbox.js';
import { stopSandbox } from './stop-sandbox.js';
import { watchProduction } from './watch-production.js';

type Performer<K extends OperationKind> = (performance: Performance<K>) => Promise<Performed>;

const performers: { readonly [K in Exclude<OperationKind, 'CallPeople'>]: Performer<K> } = {
  ProvisionSandbox: provisionSandbox,
  DeploySandbox: deploySandbox,
  IntegrateChange: integrateChange,
  BackUpBoth: backUpBoth,
  DeployProduction: deployProduction,
  WatchProduction: watchProduction,
  RestoreProduction: restoreProduction,
  RemoveSandbox: removeSandbox,
  ReleaseChange: releaseChange,
  BackUpProduction: backUpProduction,
  MergeChange: mergeChange,
  RevertChange: revertChange,
  StopSandbox: stopSandbox,
  StartSandbox: startSandbox,
};

/** One try of an operation, whichever it is. */
export function perform(performance: Performing & { readonly operation: Numbered }): Promise<Performed> {
  const { operation } = performance;
  if (operation.kind === 'CallPeople') throw new Error('people are called from the saying lane');
  const performer = performers[operation.kind] as (asked: Performing) => Promise<Performed>;
  return performer(performance);
}
