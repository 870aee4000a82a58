import { toUSVString } from 'node:util';
import { type RawBuilder, sql } from 'kysely';
import type { NewJob } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Into, Listed } from './dialect.js';
import type { Schema } from './schema.js';

type Enqueued = 'new' | 'duplicate' | 'rearmed' | 'joined';

/** As a job is that nobody worked on yet. */
export const untried = {
  state: 'ready',
  begun: 0,
  attempts: 0,
  crashes: 0,
  error: null,
  finished: null,
} as const;

/** A job whose payload is already text, so that one that cannot be written fails alone, before it joins a transaction. */
export type WrittenJob = Omit<NewJob, 'payload' | 'joins'> & {
  readonly payload: string;
  readonly joins: string | null;
};

/** Writes a job's payload as JSON. Throws `TypeError` for what JSON cannot hold. */
export function writeJob(job: NewJob): WrittenJob {
  const payload = JSON.stringify(job.payload) as string | undefined;
  if (payload === undefined) throw new TypeError(`the payload of a ${job.kind} job cannot be stored`);
  const { lane, dedupe, joins } = job;
  return {
    ...job,
    payload,
    lane: storable(lane),
    dedupe: dedupe === null ? null : storable(dedupe),
    joins: joins === null || joins === undefined ? null : storable(joins),
  };
}

/** Half a character, and the character that ends a text in C, are in no text of PostgreSQL. */
const storable = (text: string): string => toUSVString(text).replaceAll('\0', '\uFFFD');

/** Stores jobs inside a transaction. The lanes' rows are locked first, so a lane's order is the order of its commits. */
export async function insertJobs(
  into: Into,
  jobs: readonly WrittenJob[],
  received: Instant,
): Promise<readonly Enqueued[]> {
  const results: Enqueued[] = [];
  await makeLanesDue(into, lanesOf(jobs));
  for (const some of inRuns(jobs)) results.push(...(await insertRun(into, some, received)));
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
export function makeDue(into: Into, key: string, due: Instant): Promise<void> {
  return makeLanesDue(into, [[key, due]]);
}

/** Makes lanes due, each at its time or before, and locks their rows in this order. */
export async function makeLanesDue(
  { tx, listed }: Into,
  lanes: readonly (readonly [key: string, due: Instant])[],
): Promise<void> {
  if (lanes.length > 0) await dueLanes(listed, lanes).execute(tx);
}

/** The statement that makes lanes due. PostgreSQL locks also the rows that it leaves as they are. */
export function dueLanes(
  listed: Listed,
  lanes: readonly (readonly [key: string, due: Instant])[],
): RawBuilder<unknown> {
  return sql`
    insert into lanes (key, due, fence)
    select value ->> 0, cast(value ->> 1 as bigint), 0 from ${listed(JSON.stringify(lanes))} where true order by listed.key
    on conflict (key) do update set due = excluded.due where lanes.due is null or lanes.due > excluded.due`;
}

/** What one statement stores, in order: a job that may join another is looked at alone, after all before it. */
function inRuns(jobs: readonly WrittenJob[]): readonly (readonly WrittenJob[])[] {
  const runs: WrittenJob[][] = [];
  for (const job of jobs) {
    const run = runs.at(-1);
    if (run !== undefined && job.joins === null && run[0]?.joins === null) run.push(job);
    else runs.push([job]);
  }
  return runs;
}

async function insertRun(
  into: Into,
  run: readonly WrittenJob[],
  received: Instant,
): Promise<readonly Enqueued[]> {
  const [job] = run;
  if (job === undefined || !(await isJoined(into, job))) return insertSome(into, run, received);
  if (job.dedupe === null) return ['joined'];
  // One that joins another is stored for its `dedupe` only.
  const done = { ...rowOf(job, received), state: 'done', payload: 'null', finished: received } as const;
  const { rows } = await newJobs(into.listed, [done]).execute(into.tx);
  return rows.length > 0 ? ['joined'] : [await rearm(into, job)];
}

async function insertSome(
  into: Into,
  jobs: readonly WrittenJob[],
  received: Instant,
): Promise<readonly Enqueued[]> {
  const rows = jobs.map((job) => rowOf(job, received));
  const inserted = await newJobs(into.listed, rows).execute(into.tx);
  const results: Enqueued[] = [];
  for (const [index, isNew] of areNew(jobs, inserted.rows).entries())
    results.push(isNew ? 'new' : await rearm(into, jobs[index] as WrittenJob));
  return results;
}

/** Which of them were inserted. Of several with the same `dedupe` it was the first. */
export function areNew(
  jobs: readonly WrittenJob[],
  inserted: readonly { readonly dedupe: string | null }[],
): readonly boolean[] {
  const fresh = new Set(inserted.map(({ dedupe }) => dedupe));
  return jobs.map(({ dedupe }) => dedupe === null || fresh.delete(dedupe));
}

/** What a job is stored with. */
type Row = Pick<
  Schema['jobs'],
  'lane' | 'kind' | 'payload' | 'due' | 'dedupe' | 'joins' | 'state' | 'received' | 'finished'
>;

/** A job's row as it is stored first. */
export const rowOf = ({ lane, kind, payload, due, dedupe, joins }: WrittenJob, received: Instant): Row => ({
  lane,
  kind,
  payload,
  due,
  dedupe,
  joins,
  state: 'ready',
  received,
  finished: null,
});

/** The statement that stores those whose `dedupe` is new, in order, and only `when` that is so. */
export function newJobs(
  listed: Listed,
  rows: readonly Row[],
  when: RawBuilder<boolean> = sql<boolean>`true`,
): RawBuilder<{ dedupe: string | null }> {
  const values = rows.map((row) => [
    row.lane,
    row.kind,
    row.payload,
    row.due,
    row.dedupe,
    row.joins,
    row.state,
    row.received,
    row.finished,
  ]);
  return sql`
    insert into jobs (lane, kind, payload, due, dedupe, joins, state, received, finished, begun, attempts)
    select value ->> 0, value ->> 1, value ->> 2, cast(value ->> 3 as bigint), value ->> 4, value ->> 5, value ->> 6,
      cast(value ->> 7 as bigint), cast(value ->> 8 as bigint), 0, 0
    from ${listed(JSON.stringify(values))} where ${when} order by listed.key
    on conflict (dedupe) do nothing returning dedupe`;
}

/** One that was given up is made ready again. */
async function rearm(into: Into, job: WrittenJob): Promise<'duplicate' | 'rearmed'> {
  const rearmed = await into.tx
    .updateTable('jobs')
    .set({ ...untried, due: job.due })
    .where('dedupe', '=', job.dedupe)
    .where('state', '=', 'dead')
    .returning('lane')
    .executeTakeFirst();
  if (rearmed === undefined) return 'duplicate';
  if (rearmed.lane !== job.lane) await makeDue(into, rearmed.lane, job.due);
  return 'rearmed';
}

/** The lane is locked, so none of its jobs begins meanwhile. */
async function isJoined({ tx }: Into, { lane, joins, due }: WrittenJob): Promise<boolean> {
  if (joins === null) return false;
  const other = tx
    .selectFrom('jobs')
    .select('id')
    .where('lane', '=', lane)
    .where('joins', '=', joins)
    .where('state', '=', 'ready')
    .where('begun', '=', 0)
    .where('due', '<=', due);
  return (await other.limit(1).executeTakeFirst()) !== undefined;
}
