import { access } from 'node:fs/promises';
import type { Environments, Running, Work, WorkResult } from '#ports/environments.js';
import type { Receipt } from '#process/task.js';
import { admit } from '../host/admit.js';
import { pruneBackups } from '../host/backups/prune-backups.js';
import type { Executor } from '../host/executor.js';
import { listStanding } from '../host/list-standing.js';
import {
  type ExecutorOptions,
  type OpenExecutor,
  openExecutor,
  verifyStored,
} from '../host/open-executor.js';
import { performWork } from '../host/perform-work.js';
import { probe } from '../probes/probe.js';
import { backUp } from './back-up.js';
import { bringUp } from './bring-up.js';
import { destroy, lookForRemains } from './destroy.js';
import { restore } from './restore.js';
import { stop } from './stop.js';

export interface CommandEnvironments extends Environments, Pick<OpenExecutor, 'readLog' | 'close'> {}

/** Environments on this machine, by the scripts of the repositories themselves. */
export function openCommandEnvironments(options: ExecutorOptions): CommandEnvironments {
  const { executor, awaited, readLog, close } = openExecutor(options);
  return {
    ...operations(executor, awaited),
    probe: (target) => probe(target, options.resolveHost),
    readLog,
    close,
  };
}

function operations(
  executor: Executor,
  awaited: <Value>(work: Promise<Value>) => Promise<Value>,
): Omit<Environments, 'probe'> {
  const bringing = (operation: 'provision' | 'deploy') => (work: Work) =>
    awaited(
      performWork(executor, { operation, work, act: (bench) => bringUp(bench, { commit: work.commit }) }),
    );
  return {
    provision: bringing('provision'),
    deploy: bringing('deploy'),
    backup: (work) => awaited(performWork(executor, { operation: 'backup', work, act: backUp })),
    restore: (work) =>
      awaited(
        performWork(executor, { operation: 'restore', work, act: (bench) => restore(bench, work.backup) }),
      ),
    verify: (work) => verifyStored(executor, work),
    prune: (asked) => awaited(pruneBackups(executor, asked)),
    destroy: (work) => awaited(destroyOnce(executor, work)),
    standing: (asked) => listStanding(executor.layout, asked),
    stop: (work) => awaited(performWork(executor, { operation: 'stop', work, act: stop })),
    start: (work) => awaited(start(executor, work)),
  };
}

/** An environment that is not there needs no script to be gone. */
async function destroyOnce(
  executor: Executor,
  work: Work,
): Promise<WorkResult<{ url: null; receipt: Receipt }>> {
  if (admit('destroy', work) === null) {
    const { root } = executor.layout.place(work.repository, work.environment.name);
    const isThere = await access(root).then(
      () => true,
      () => false,
    );
    if (!isThere) {
      const place = executor.layout.place(work.repository, work.environment.name);
      return {
        kind: 'done',
        log: null,
        url: null,
        receipt: await lookForRemains({ executor, place, work }, null),
      };
    }
  }
  return performWork(executor, { operation: 'destroy', work, act: destroy });
}

/** A repository without a script for it starts a sandbox by deploying what it ran. */
function start(executor: Executor, work: Work): Promise<WorkResult<Running>> {
  const operation = work.settings.scripts.start === undefined ? 'deploy' : 'start';
  const why = admit('start', work);
  if (why !== null) return Promise.resolve({ kind: 'failed', why, at: 'source', log: null });
  return performWork(executor, { operation, work, act: (bench) => bringUp(bench, { commit: work.commit }) });
}
