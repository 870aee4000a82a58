import { sql, type Transaction } from 'kysely';
import type { NewJob } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Schema } from './schema.js';

type Tx = Transaction<Schema>;
type Enqueued = 'new' | 'duplicate' | 'rearmed';

/** A job whose payload is already text, so that one that cannot be written fails alone, before it joins a transaction. */
export type WrittenJob = Omit<NewJob, 'payload'> & { readonly payload: string };

/** Writes a job's payload as JSON. Throws `TypeError` for what JSON cannot hold. */
export function writeJob(job: NewJob): WrittenJob {
  const payload = JSON.stringify(job.payload) as string | undefined;
  if (payload === undefined) throw new TypeError(`the payload of a ${job.kind} job cannot be stored`);
  return { ...job, payload };
}

/** Stores jobs inside a transaction. The lane's row is locked first, so a lane's order is the order of its commits. */
export async function insertJobs(
  tx: Tx,
  jobs: readonly WrittenJob[],
  received: Instant,
): Promise<readonly Enqueued[]> {
  for (const [lane, due] of lanesOf(jobs)) await makeDue(tx, lane, due);
  const results: Enqueued[] = [];
  for (const job of jobs) results.push(await insertJob(tx, job, received));
  return results;
}

/** The lanes of jobs and when they become due, by name: whoever locks several does it in this order, and none waits in a circle. */
export function lanesOf(
  jobs: readonly Pick<NewJob, 'lane' | 'due'>[],
): readonly (readonly [string, Instant])[] {
  const lanes = new Map<string, Instant>();
  for (const { lane, due } of jobs) lanes.set(lane, Math.min(due, lanes.get(lane) ?? due));
  return [...lanes].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Makes a lane due at `due` or before, and locks its row for the rest of the transaction. */
export async function makeDue(tx: Tx, key: string, due: Instant): Promise<void> {
  await sql`
    insert into lanes (key, due, fence) values (${key}, ${due}, 0)
    on conflict (key) do update set due =
      case when lanes.due is null or lanes.due > excluded.due then excluded.due else lanes.due end`.execute(
    tx,
  );
}

async function insertJob(tx: Tx, job: WrittenJob, received: Instant): Promise<Enqueued> {
  const inserted = await tx
    .insertInto('jobs')
    .values({ ...columnsOf(job), received, state: 'ready', begun: 0, attempts: 0 })
    .onConflict((conflict) => conflict.column('dedupe').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return 'new';
  const rearmed = await tx
    .updateTable('jobs')
    .set({ state: 'ready', begun: 0, attempts: 0, due: job.due, error: null })
    .where('dedupe', '=', job.dedupe)
    .where('state', '=', 'dead')
    .returning('lane')
    .executeTakeFirst();
  if (rearmed === undefined) return 'duplicate';
  if (rearmed.lane !== job.lane) await makeDue(tx, rearmed.lane, job.due);
  return 'rearmed';
}

/** Named one by one: a caller's job may carry more than a row has. */
function columnsOf({ lane, kind, payload, due, dedupe }: WrittenJob): WrittenJob {
  return { lane, kind, payload, due, dedupe };
}
