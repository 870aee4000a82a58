import type { Transaction } from 'kysely';
import type { Job, Lane, NewJob, Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
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
}: Dialect): Pick<Store, 'nextJob' | 'retryJob' | 'hurryLane' | 'buryJob' | 'finishJob' | 'deadJobs'> {
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
        if (!free) return settle(tx, job, { due: at, error, attempts: job.attempts });
        const due = (await isHurried(tx, job)) ? 0 : at;
        await settle(tx, job, { due, error: snoozed, attempts: job.attempts - 1 });
      }),

    hurryLane: (lane, now) =>
      transact(async (tx) => {
        await tx.updateTable('lanes').set({ key: lane }).where('key', '=', lane).execute();
        if (!(await hurry(tx, lane, now))) return;
        await makeDue(tx, lane, now);
        await announce(tx);
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

/** What a job's `error` says while it waits after a snooze, and while it is worked on although there is news for it. */
const [snoozed, hurried] = ['snoozed', 'hurried'];

/** Whether a snooze was ended. A job that is worked on is marked, so that the snooze to come is none. */
async function hurry(tx: Tx, lane: string, now: Instant): Promise<boolean> {
  const begun = tx
    .updateTable('jobs')
    .where('lane', '=', lane)
    .where('state', '=', 'ready')
    .where('begun', '=', 1);
  await begun.where('error', 'is', null).set({ error: hurried }).execute();
  const ended = await begun.where('error', '=', snoozed).set({ due: now }).returning('id').executeTakeFirst();
  return ended !== undefined;
}

async function isHurried(tx: Tx, { id }: Job): Promise<boolean> {
  const row = await tx.selectFrom('jobs').select('error').where('id', '=', id).executeTakeFirst();
  return row?.error === hurried;
}

/** Counted before the work: a job that kills its process runs out of attempts all the same. */
async function begin(tx: Tx, job: Job): Promise<Job> {
  const attempts = job.attempts + 1;
  await tx.updateTable('jobs').set({ begun: 1, attempts, error: null }).where('id', '=', job.id).execute();
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
