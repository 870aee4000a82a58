import type { Transaction } from 'kysely';
import type { Job, Lane, NewJob, Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Dialect, Into } from './dialect.js';
import { headOf } from './head-of.js';
import { insertJobs, lanesOf, makeDue, makeLanesDue, writeJob } from './insert-jobs.js';
import { lockLane } from './lanes.js';
import { insertRecord } from './record.js';
import type { Schema } from './schema.js';
import { snoozed } from './snoozed.js';

type Tx = Transaction<Schema>;
type Settled = Partial<
  Pick<Schema['jobs'], 'state' | 'due' | 'error' | 'attempts' | 'payload' | 'finished'> & { crashes: number }
>;

/** What happens to the jobs of a claimed lane. */
export function openJobs(
  { transact, announce, listed }: Dialect,
  clock: () => Instant,
): Pick<Store, 'nextJob' | 'retryJob' | 'hurryLane' | 'buryJob' | 'finishJob'> {
  return {
    nextJob: (lane, now) =>
      transact(async (tx) => {
        await lockLane(tx, lane);
        const head = await headOf(tx, lane, now);
        return head === null || head.due > now ? null : begin(tx, head);
      }),

    retryJob: (lane, job, { at, error, free = false, untried = false }) =>
      transact(async (tx) => {
        await lockLane(tx, lane);
        if (untried) return settle(tx, job, { due: at, error, attempts: job.attempts - 1 });
        if (free !== true) {
          const attempts = free === 'once' ? Math.max(1, job.attempts - 1) : job.attempts;
          return settle(tx, job, { due: at, error, attempts, crashes: 0 });
        }
        const due = (await isHurried(tx, job)) ? 0 : at;
        await settle(tx, job, { due, error: snoozed, attempts: job.attempts - 1, crashes: 0 });
      }),

    hurryLane: (lane, now) =>
      transact(async (tx) => {
        await tx.updateTable('lanes').set({ key: lane }).where('key', '=', lane).execute();
        if (!(await hurry(tx, lane, now))) return;
        await makeDue({ tx, listed }, lane, now);
        await announce(tx);
      }),

    buryJob: (lane, job, { error, jobs = [] }) =>
      transact(async (tx) => {
        await lockLanes({ tx, listed }, lane, jobs);
        await settle(tx, job, { state: 'dead', error, finished: clock() });
        await insertJobs({ tx, listed }, jobs.map(writeJob), clock());
        if (jobs.length > 0) await announce(tx);
      }),

    finishJob: (lane, job, { now, record, jobs = [] }) =>
      transact(async (tx) => {
        await lockLanes({ tx, listed }, lane, jobs);
        const granted = record ? await insertRecord(tx, record, now) : [];
        // A done job is kept for its `dedupe` only.
        await settle(tx, job, { state: 'done', payload: 'null', error: null, finished: now });
        const next = [...jobs, ...granted].map(writeJob);
        await insertJobs({ tx, listed }, next, now);
        if (next.length > 0) await announce(tx);
      }),
  };
}

/** What a job's `error` says while it is worked on although there is news for it. */
const hurried = 'hurried';

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
  const crashes = isUnsettled(job) ? job.crashes + 1 : job.crashes;
  await tx
    .updateTable('jobs')
    .set({ begun: 1, attempts, crashes, error: null })
    .where('id', '=', job.id)
    .execute();
  const behind = tx.selectFrom('jobs').select('id').where('lane', '=', job.lane);
  const waiting = behind.where('state', '=', 'ready').where('begun', '=', 0);
  const newest = await waiting.orderBy('id', 'desc').limit(1).executeTakeFirst();
  return { ...job, attempts, crashes, newest: Math.max(job.id, newest?.id ?? 0) };
}

/** Whoever settles a job that goes on says why; where nobody did, whoever worked on it is gone. */
function isUnsettled({ attempts, error }: Job): boolean {
  return attempts > 0 && (error === null || error === hurried);
}

/** Locks the held lane and those that get jobs in the order of their names. The lane of a grant comes later: see `transact`. */
async function lockLanes(into: Into, held: Lane, jobs: readonly NewJob[]): Promise<void> {
  const others = lanesOf(jobs).filter(([key]) => key !== held.key);
  await makeLanesDue(
    into,
    others.filter(([key]) => key < held.key),
  );
  await lockLane(into.tx, held);
  await makeLanesDue(
    into,
    others.filter(([key]) => key > held.key),
  );
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
