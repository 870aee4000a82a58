import { sayNotBackedUp } from '#wording/say-environment.js';
import type { BackupRef } from '#process/task.js';
import type { Config } from '../configs.js';
import { outcomeJob } from '../record.js';
import { done, failed, failedAs, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { takeBackup } from './take-backup.js';
import { withDeployment } from './with-deployment.js';
import { commitInProduction, productionOf, workFor } from './work-for.js';

/**
 * Step 9.2.1: what was approved goes live. Live is read again first; the task has the backup before production is touched, so
 * whatever happens afterwards there is something to go back to.
 */
export async function deployProduction(performance: Performance<'DeployProduction'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  if (isTouched(performance)) return deploy(performance, await engine.configs.of(task.repository));
  const begun = await engine.store.loadNote(noteOfBackup(operation));
  if (begun !== null) return begin(performance, JSON.parse(begun) as BackupRef);
  const { product, change } = operation;
  const snapshot = await engine.github.loadSnapshot(task.repository, { issue: task.number, change });
  const config = await engine.configs.take(task.repository, snapshot.config);
  const { live } = snapshot.seen;
  if (task.merge === null && live !== product.live)
    return done({ type: 'LiveMoved', operation: operation.id, live });
  if (config.problem !== null) return failed(config.problem);

  const backup = await backUpFirst(performance, config);
  if (backup.kind === 'failed') return failedAs(backup);
  await engine.store.saveNote(noteOfBackup(operation), JSON.stringify(backup.backup));
  return begin(performance, backup.backup);
}

const noteOfBackup = ({ id }: { readonly id: string }): string => `once:${id}:begun`;

/** The task's decision wakes this; it is looked for all the same. */
const lookMs = 2_000;

/** Asks for the backup to be kept, again and again until the task has it: only then is there somewhere to go back to. */
async function begin(
  { engine: { store, clock }, task, operation }: Performance<'DeployProduction'>,
  backup: BackupRef,
): Promise<Performed> {
  const touched = { type: 'ProductionTouched', operation: operation.id, backup } as const;
  await store.enqueue([outcomeJob(task.key, touched, clock.now())]);
  return { kind: 'snooze', afterMs: lookMs };
}

/** Begun once, it is brought to its end: what stands half in production must not stay there because live moves. */
async function deploy(
  performance: Performance<'DeployProduction'>,
  { settings }: Config,
): Promise<Performed> {
  const { engine, operation } = performance;
  const { product } = operation;
  const work = await workFor(performance, {
    step: 'deploy',
    environment: productionOf(settings),
    commit: product.merge,
    scripts: product.live,
    settings,
  });
  const result = await withDeployment(performance, 'deploy', {
    work,
    run: (asked) => engine.environments.deploy(asked),
  });
  if (result.kind === 'done')
    return done({ type: 'ProductionDeployed', operation: operation.id, url: result.url });
  return done({ type: 'ProductionUnhealthy', operation: operation.id, detail: result.why, log: result.log });
}

/** The backup of this very deployment is on record already: what is in production since may be half of what was to come. */
function isTouched({ task: { production }, operation }: Performance<'DeployProduction'>): boolean {
  return production?.touched === true && production.product?.merge === operation.product.merge;
}

/** A backup that was made for an earlier try and is too old by now does not count: another is made. */
async function backUpFirst(performance: Performance<'DeployProduction'>, { settings }: Config) {
  const { engine, operation, task, attempt } = performance;
  const { maxAgeMs } = settings.environments.backups;
  const asked = {
    environment: productionOf(settings),
    commit: commitInProduction(task, operation.product.live),
    scripts: operation.product.live,
    settings,
  };
  const ageOf = ({ at }: BackupRef): number => engine.clock.now() - at;
  const first = await takeBackup(performance, { ...asked, step: 'backup' });
  if (first.kind === 'failed' || ageOf(first.backup) <= maxAgeMs) return first;
  const second = await takeBackup(performance, { ...asked, step: `backup-${attempt}` });
  if (second.kind === 'failed' || ageOf(second.backup) <= maxAgeMs) return second;
  const why = { why: 'too old', ageMs: ageOf(second.backup), maxAgeMs } as const;
  return { ...second, kind: 'failed', at: 'source', why: sayNotBackedUp(why, settings.language) } as const;
}
