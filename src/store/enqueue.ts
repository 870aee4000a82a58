import type { NewJob, Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Dialect } from './dialect.js';
import { insertJobs, type WrittenJob, writeJob } from './insert-jobs.js';

type Enqueued = Awaited<ReturnType<Store['enqueue']>>;

interface Waiting {
  readonly jobs: readonly WrittenJob[];
  readonly resolve: (results: Enqueued) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Stores jobs, many callers in one transaction (group commit): while one commit is on its way to the disk, whoever comes
 * waits for the next. Each caller is answered after the commit that holds its jobs.
 */
export function openEnqueue(
  { transact, announce }: Pick<Dialect, 'transact' | 'announce'>,
  { wake, clock }: { wake: () => void; clock: () => Instant },
): Store['enqueue'] {
  let waiting: Waiting[] = [];
  let committing = false;

  async function commit(group: readonly Waiting[]): Promise<void> {
    const results = await transact(async (tx) => {
      const jobs = group.flatMap((caller) => caller.jobs);
      const stored = await insertJobs(tx, jobs, clock());
      await announce(tx);
      return stored;
    });
    let from = 0;
    for (const { jobs, resolve } of group) resolve(results.slice(from, (from += jobs.length)));
    wake();
  }

  async function flush(): Promise<void> {
    committing = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await commit(group);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    committing = false;
  }

  return async (jobs: readonly NewJob[]) => {
    const written = jobs.map(writeJob);
    if (written.length === 0) return [];
    return new Promise((resolve, reject) => {
      waiting.push({ jobs: written, resolve, reject });
      if (!committing) void flush();
    });
  };
}
