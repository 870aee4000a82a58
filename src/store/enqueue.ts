import type { NewJob, Store } from '#ports/store.js';
import type { Dialect } from './dialect.js';
import { insertJobs } from './lanes.js';
import type { Wakes } from './wakes.js';

type Enqueued = Awaited<ReturnType<Store['enqueue']>>;

interface Waiting {
  readonly jobs: readonly NewJob[];
  readonly resolve: (results: Enqueued) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Stores jobs, many callers in one transaction (group commit): while one commit is on its way to the disk, whoever comes
 * waits for the next. Each caller is answered after the commit that holds its jobs.
 */
export function openEnqueue(
  { db, announce }: Pick<Dialect, 'db' | 'announce'>,
  wakes: Wakes,
): Store['enqueue'] {
  let waiting: Waiting[] = [];
  let committing = false;

  async function commit(group: readonly Waiting[]): Promise<void> {
    const results = await db.transaction().execute(async (tx) => {
      const stored = await insertJobs(
        tx,
        group.flatMap(({ jobs }) => jobs),
        null,
      );
      await announce(tx);
      return stored;
    });
    let from = 0;
    for (const { jobs, resolve } of group) resolve(results.slice(from, (from += jobs.length)));
  }

  async function flush(): Promise<void> {
    committing = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await commit(group);
        wakes.wake();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    committing = false;
  }

  return (jobs) =>
    new Promise((resolve, reject) => {
      waiting.push({ jobs, resolve, reject });
      if (!committing) void flush();
    });
}
