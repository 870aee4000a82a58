import { existsSync, readdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#ports/clock.js';
import type { Ids } from '#ports/ids.js';
import type { Work, WorkResult } from '#ports/environments.js';
import type { BackupRef } from '#process/task.js';
import type { ResolveHost } from '../probes/resolve-host.js';
import { verifyBackup } from './backups/verify-backup.js';
import type { Executor } from './executor.js';
import { inTurns } from './in-turns.js';
import { layoutOf } from './layout.js';
import { WorkFailed } from './work-failed.js';

/** What an executor is told that works on this machine. */
export interface ExecutorOptions {
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

export interface OpenExecutor {
  readonly executor: Executor;
  /** Hands the work on; `close` waits for it. */
  readonly awaited: <Value>(work: Promise<Value>) => Promise<Value>;
  /** The log of one piece of work, also while that is running; `null` when there is none of that id. */
  readonly readLog: (id: string) => Promise<string | null>;
  /** Ends what is running; resolves when its processes are gone. */
  readonly close: () => Promise<void>;
}

/** What executors on this machine have in common: where things are, turns, logs, and an end. */
export function openExecutor(options: ExecutorOptions): OpenExecutor {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  const layout = layoutOf(options.directory);
  const executor: Executor = {
    layout,
    publicUrl: options.publicUrl.replace(/\/+$/, ''),
    ids: options.ids,
    clock: options.clock,
    variables: options.variables,
    maxLogBytes: options.maxLogBytes ?? 1024 * 1024,
    ...(options.maxCores !== undefined && { maxCores: options.maxCores }),
    ...(options.resolveHost && { resolveHost: options.resolveHost }),
    inTurns: inTurns(),
    opened: new Set(),
    tidied: removeLeftovers(layout.scratch),
    closing: closing.signal,
  };
  return {
    executor,
    awaited(work) {
      const ended: Promise<unknown> = work.catch(() => undefined).finally(() => running.delete(ended));
      running.add(ended);
      return work;
    },
    readLog: (id) => readLog(executor, id),
    async close() {
      closing.abort(new Error('Greenlight is stopping'));
      await Promise.all(running);
    },
  };
}

/** What stands there before the first work begins is of a process that crashed, and may be a copy of live data. */
async function removeLeftovers(scratch: string): Promise<void> {
  const left = existsSync(scratch) ? readdirSync(scratch) : [];
  // What cannot be removed is in nobody's way.
  await Promise.allSettled(left.map((name) => rm(join(scratch, name), { recursive: true, force: true })));
}

/** Neither runs anything nor waits for its turn: a backup with its final name does not change any more. */
export async function verifyStored(
  { layout }: Executor,
  work: Work & { backup: BackupRef },
): Promise<WorkResult<object>> {
  try {
    await verifyBackup(layout, work, work.backup);
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
