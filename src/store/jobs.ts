import type { Transaction } from 'kysely';
import type { Job, Lane, NewJob, Store } from '#ports/store.js';
import type { Dialect } from './dialect.js';
import { headOf } from './head-of.js';
import { insertJobs, lanesOf, makeDue, writeJob } from './insert-jobs.js';
import { lockLane } from './lanes.js';
import { insertRecord } from './record.js';
import type { Schema } from './schema.js';
import { readJob } from './trust.js';

type Tx = Transaction<Schema>;
type Settled = Partial<Pick<Schema['jobs'], 'state' | 'due' | 'error' | 'attempts' | 'payload' | 'finished'>>;

/** What happens to the jobs of a claimed lane. */
export function openJobs({
  db,
  transact,
  announce,
}: Dialect): Pick<Store, 'nextJob' | 'retryJob' | 'buryJob' | 'finishJob' | 'deadJobs'> {
  return {
    nextJob: (lane, now) =>
      transact(async (tx) => {
        await lockLane(tx, lane);
        const head = await headOf(tx, lane, now);
        return head === null || head.due > now ? null : begin(tx, head);
      }),

    retryJob: (lane, job, { at, error, free = false }) =>
      transact(async (tx) => {
        await lockLane(tx, lane);
        await settle(tx, job, { due: at, error, attempts: free ? job.attempts - 1 : job.attempts });
      }),

    buryJob: (lane, job, error) =>
      transact(async (tx) => {
        await lockLane(tx, lane);
        await settle(tx, job, { state: 'dead', error });
      }),

    finishJob: (lane, job, { now, record, jobs = [] }) =>
      transact(async (tx) => {
        await lockLanes(tx, lane, jobs);
        const granted = record ? await insertRecord(tx, record, now) : [];
        // A done job is kept for its `dedupe` only.
        await settle(tx, job, { state: 'done', payload: 'null', error: null, finished: now });
        const next = [...jobs, ...granted].map(writeJob);
        await insertJobs(tx, next, now);
        if (next.length > 0) await announce(tx);
      }),

    deadJobs: async (limit) => {
      const dead = db.selectFrom('jobs').selectAll().where('state', '=', 'dead');
      return (await dead.orderBy('id', 'desc').limit(limit).execute()).map(readJob);
    },
  };
}

/** Counted before the work: a job that kills its process runs out of attempts all the same. */
async function begin(tx: Tx, job: Job): Promise<Job> {
  const attempts = job.attempts + 1;
  await tx.updateTable('jobs').set({ begun: 1, attempts }).where('id', '=', job.id).execute();
  return { ...job, attempts };
}

/** Locks the held lane and those that get jobs in the order of their names. The lane of a grant comes later: see `transact`. */
async function lockLanes(tx: Tx, held: Lane, jobs: readonly NewJob[]): Promise<void> {
  const others = lanesOf(jobs).filter(([key]) => key !== held.key);
  for (const [key, due] of others.filter(([key]) => key < held.key)) await makeDue(tx, key, due);
  await lockLane(tx, held);
  for (const [key, due] of others.filter(([key]) => key > held.key)) await makeDue(tx, key, due);
}

async function settle(tx: Tx, { id, lane }: Job, settled: Settled): Promise<void> {
  const row = await tx
    .updateTable('jobs')
    .set(settled)
    .where('id', '=', id)
    .where('lane', '=', lane)
    .where('state', '=', 'ready')
    .where('begun', '=', 1)
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) throw new Error(`job ${id} of lane ${lane} is not being worked on`);
}
