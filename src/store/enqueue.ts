import { setImmediate } from 'node:timers/promises';
import type { NewJob, Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Dialect } from './dialect.js';
import {
  areNew,
  dueLanes,
  insertJobs,
  lanesOf,
  newJobs,
  rowOf,
  type WrittenJob,
  writeJob,
} from './insert-jobs.js';

type Enqueued = Awaited<ReturnType<Store['enqueue']>>;

interface Waiting {
  readonly jobs: readonly WrittenJob[];
  readonly resolve: (results: Enqueued) => void;
  readonly reject: (error: unknown) => void;
}

/** So many groups are on their way to the disk at once: one is gathered while others are written. */
const mostGroups = 2;

/**
 * Stores jobs, many callers in one transaction (group commit): while some commits are on their way to the disk, whoever comes
 * waits for the next. Each caller is answered after the commit that holds its jobs. Lanes keep the order in which callers came:
 * whoever has a lane that is in a group waits until that is stored.
 */
export function openEnqueue(
  dialect: Dialect,
  { wake, clock }: { wake: () => void; clock: () => Instant },
): Store['enqueue'] {
  let waiting: Waiting[] = [];
  const underway = new Set<string>();
  let groups = 0;

  /** Whoever may be stored now. Who came behind somebody that has to wait, for the same lane, waits, too. */
  function gather(): Waiting[] {
    const busy = new Set(underway);
    const [group, others]: [Waiting[], Waiting[]] = [[], []];
    for (const caller of waiting) {
      const isFree = caller.jobs.every(({ lane }) => !busy.has(lane));
      (isFree ? group : others).push(caller);
      if (!isFree) for (const { lane } of caller.jobs) busy.add(lane);
    }
    waiting = others;
    return group;
  }

  async function store(group: readonly Waiting[]): Promise<void> {
    const jobs = group.flatMap((caller) => caller.jobs);
    const lanes = new Set(jobs.map(({ lane }) => lane));
    for (const lane of lanes) underway.add(lane);
    try {
      const results = await storeJobs(dialect, jobs, clock());
      let from = 0;
      for (const { jobs: own, resolve } of group) resolve(results.slice(from, (from += own.length)));
      wake();
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      for (const lane of lanes) underway.delete(lane);
    }
  }

  async function flush(): Promise<void> {
    if (groups === mostGroups) return;
    groups += 1;
    // Whoever came with this one.
    await setImmediate();
    for (let group = gather(); group.length > 0; group = gather()) await store(group);
    groups -= 1;
  }

  return (jobs: readonly NewJob[]) => {
    if (jobs.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      waiting.push({ jobs: jobs.map(writeJob), resolve, reject });
      void flush();
    });
  };
}

/** Two statements for jobs of which none may join another; those that were there already are looked at one by one. */
async function storeJobs(
  dialect: Dialect,
  jobs: readonly WrittenJob[],
  received: Instant,
): Promise<Enqueued> {
  if (jobs.some(({ joins }) => joins !== null)) return storeOneByOne(dialect, jobs, received);
  const { listed } = dialect;
  const rows = jobs.map((job) => rowOf(job, received));
  const inserted = await dialect.insertBoth(dueLanes(listed, lanesOf(jobs)), (when) =>
    newJobs(listed, rows, when),
  );
  const isNew = areNew(jobs, inserted);
  const others = jobs.filter((_, index) => isNew[index] !== true);
  const found = [...(await storeOneByOne(dialect, others, received))];
  return isNew.map((one) => (one ? 'new' : (found.shift() ?? 'duplicate')));
}

async function storeOneByOne(
  { transact, announce, listed }: Dialect,
  jobs: readonly WrittenJob[],
  received: Instant,
): Promise<Enqueued> {
  if (jobs.length === 0) return [];
  return transact(async (tx) => {
    const stored = await insertJobs({ tx, listed }, jobs, received);
    await announce(tx);
    return stored;
  });
}
