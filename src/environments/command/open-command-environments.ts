import { access, readFile } from 'node:fs/promises';
import type { Clock } from '#ports/clock.js';
import type { Environments, Running, Work, WorkResult } from '#ports/environments.js';
import type { BackupRef, Receipt } from '#process/task.js';
import type { Ids } from '#ports/ids.js';
import { probe } from '../probes/probe.js';
import type { ResolveHost } from '../probes/resolve-host.js';
import { listStanding } from '../host/list-standing.js';
import { pruneBackups } from '../host/backups/prune-backups.js';
import { verifyBackup } from '../host/backups/verify-backup.js';
import { WorkFailed } from '../host/work-failed.js';
import { admit } from '../host/admit.js';
import { backUp } from './back-up.js';
import { bringUp } from './bring-up.js';
import { destroy, lookForRemains } from './destroy.js';
import type { Executor } from '../host/executor.js';
import { inTurns } from '../host/in-turns.js';
import { layoutOf } from '../host/layout.js';
import { performWork } from '../host/perform-work.js';
import { restore } from './restore.js';
import { stop } from './stop.js';

export interface CommandEnvironments extends Environments {
  /** The log of one piece of work, also while that is running; `null` when there is none of that id. */
  readLog(id: string): Promise<string | null>;
  /** Ends what is running; resolves when its processes are gone. */
  close(): Promise<void>;
}

export interface CommandOptions {
  /** Everything is kept in here: environments, backups, logs, mirrors of the code. One server per directory. */
  readonly directory: string;
  /** Where this server is reached; logs are at `/logs/<id>` under it. */
  readonly publicUrl: string;
  readonly ids: Ids;
  readonly clock: Clock;
  /** The server's environment. Scripts see of it only what their configuration passes. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** What scripts may write into one log. */
  readonly maxLogBytes?: number;
  /** What a script may use of the CPU, as so many cores for the whole of its time. Default: half of the machine, at least one. */
  readonly maxCores?: number;
  /** Says where a host is that probes ask; throws for one that must not be asked. Default: any. */
  readonly resolveHost?: ResolveHost;
}

/** Environments on this machine, by the scripts of the repositories themselves. */
export function openCommandEnvironments(options: CommandOptions): CommandEnvironments {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  const executor: Executor = {
    layout: layoutOf(options.directory),
    publicUrl: options.publicUrl.replace(/\/+$/, ''),
    ids: options.ids,
    clock: options.clock,
    variables: options.variables,
    maxLogBytes: options.maxLogBytes ?? 1024 * 1024,
    ...(options.maxCores !== undefined && { maxCores: options.maxCores }),
    ...(options.resolveHost && { resolveHost: options.resolveHost }),
    inTurns: inTurns(),
    opened: new Set(),
    closing: closing.signal,
  };
  const awaited = <Value>(work: Promise<Value>): Promise<Value> => {
    const ended: Promise<unknown> = work.catch(() => undefined).finally(() => running.delete(ended));
    running.add(ended);
    return work;
  };
  return {
    ...operations(executor, awaited),
    probe: (target) => probe(target, options.resolveHost),
    readLog: (id) => readLog(executor, id),
    async close() {
      closing.abort(new Error('Greenlight is stopping'));
      await Promise.all(running);
    },
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
    verify: (work) => verify(executor, work),
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

/** Neither runs anything nor waits for its turn: a backup with its final name does not change any more. */
async function verify(executor: Executor, work: Work & { backup: BackupRef }): Promise<WorkResult<object>> {
  try {
    await verifyBackup(executor.layout, work, work.backup);
    return { kind: 'done', log: null };
  } catch (error) {
    if (error instanceof WorkFailed) return { kind: 'failed', why: error.message, at: error.at, log: null };
    throw error;
  }
}

async function readLog({ layout }: Executor, id: string): Promise<string | null> {
  if (!/^[A-Za-z0-9_-]{16,100}$/.test(id)) return null;
  return readFile(layout.log(id), 'utf8').catch(() => null);
}
