import { type Kysely, sql, type Transaction } from 'kysely';
import { LaneLost } from '#errors/lane-lost.js';
import type { Job, Lane, NewJob, Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Dialect } from './dialect.js';
import type { Schema } from './schema.js';
import { readJob } from './trust.js';

type Tx = Transaction<Schema>;
type Enqueued = 'new' | 'duplicate' | 'rearmed';

/** Stores jobs inside a transaction. The lane's row is locked first, so a lane's order is the order of its commits. */
export async function insertJobs(
  tx: Tx,
  jobs: readonly NewJob[],
  received: Instant | null,
): Promise<readonly Enqueued[]> {
  const lanes = new Map<string, Instant>();
  for (const { lane, due } of jobs) lanes.set(lane, Math.min(due, lanes.get(lane) ?? due));
  for (const key of [...lanes.keys()].sort()) await makeDue(tx, key, lanes.get(key) ?? 0);
  const results: Enqueued[] = [];
  for (const job of jobs) results.push(await insertJob(tx, job, received ?? job.due));
  return results;
}

async function makeDue(tx: Tx, key: string, due: Instant): Promise<void> {
  const line = key.slice(0, key.indexOf(':') + 1);
  await sql`
    insert into lanes (key, line, due, fence) values (${key}, ${line}, ${due}, 0)
    on conflict (key) do update set due =
      case when lanes.due is null or lanes.due > excluded.due then excluded.due else lanes.due end`.execute(
    tx,
  );
}

async function insertJob(
  tx: Tx,
  { lane, kind, payload, due, dedupe }: NewJob,
  received: Instant,
): Promise<Enqueued> {
  const inserted = await tx
    .insertInto('jobs')
    .values({
      lane,
      kind,
      payload: JSON.stringify(payload),
      due,
      turn: Math.max(due, received),
      dedupe,
      state: 'ready',
      attempts: 0,
      error: null,
      received,
    })
    .onConflict((conflict) => conflict.column('dedupe').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return 'new';
  const rearmed = await tx
    .updateTable('jobs')
    .set({ state: 'ready', attempts: 0, due, error: null })
    .where('dedupe', '=', dedupe)
    .where('state', '=', 'dead')
    .returning('id')
    .executeTakeFirst();
  return rearmed ? 'rearmed' : 'duplicate';
}

/** Claiming, prolonging and giving back lanes. */
export function openLanes({
  db,
  skipLocked,
}: Dialect): Pick<Store, 'claimLane' | 'renewLane' | 'releaseLane' | 'nextDue'> {
  return {
    claimLane: async ({ owner, now, leaseMs, prefixes }) => {
      const { rows } = await sql<{ key: string; fence: number }>`
        update lanes set lease_owner = ${owner}, lease_until = ${now + leaseMs}, fence = fence + 1
        where key = (
          select key from lanes
          where line in (${sql.join(prefixes)}) and due <= ${now} and (lease_until is null or lease_until < ${now})
          order by due limit 1 ${sql.raw(skipLocked)})
        returning key, fence`.execute(db);
      const [row] = rows;
      return row ? { key: row.key, owner, fence: row.fence } : null;
    },

    renewLane: async (lane, until) =>
      (await ofLane(db, lane).set({ lease_until: until }).returning('key').executeTakeFirst()) !== undefined,

    releaseLane: (lane, now) =>
      db.transaction().execute(async (tx) => {
        if (!(await holdsLane(tx, lane))) return;
        const next = await headOf(tx, lane, now);
        const due = next?.due ?? (await earliestDue(tx, lane));
        await ofLane(tx, lane).set({ due, lease_owner: null, lease_until: null }).execute();
      }),

    nextDue: async (prefixes) => {
      const row = await db
        .selectFrom('lanes')
        .select(({ fn }) => fn.min('due').as('due'))
        .where('line', 'in', [...prefixes])
        .where('lease_until', 'is', null)
        .executeTakeFirst();
      return row?.due ?? null;
    },
  };
}

/** What happens to the jobs of a claimed lane. */
export function openJobs({ db }: Dialect): Pick<Store, 'nextJob' | 'retryJob' | 'buryJob' | 'deadJobs'> {
  return {
    nextJob: (lane, now) =>
      db.transaction().execute(async (tx) => {
        await lockLane(tx, lane);
        const head = await headOf(tx, lane, now);
        if (head === null || head.due > now) return null;
        await tx
          .updateTable('jobs')
          .set({ attempts: head.attempts + 1 })
          .where('id', '=', head.id)
          .execute();
        return { ...head, attempts: head.attempts + 1 };
      }),

    retryJob: (lane, job, { at, error, free = false }) =>
      db.transaction().execute(async (tx) => {
        await lockLane(tx, lane);
        const attempts = free ? job.attempts - 1 : job.attempts;
        await tx.updateTable('jobs').set({ due: at, error, attempts }).where('id', '=', job.id).execute();
      }),

    buryJob: (lane, job, error) =>
      db.transaction().execute(async (tx) => {
        await lockLane(tx, lane);
        await tx.updateTable('jobs').set({ state: 'dead', error }).where('id', '=', job.id).execute();
      }),

    deadJobs: async (limit) => {
      const dead = db.selectFrom('jobs').selectAll().where('state', '=', 'dead');
      return (await dead.orderBy('id', 'desc').limit(limit).execute()).map(readJob);
    },
  };
}

const ofLane = (db: Kysely<Schema> | Tx, lane: Lane) =>
  db
    .updateTable('lanes')
    .where('key', '=', lane.key)
    .where('fence', '=', lane.fence)
    .where('lease_owner', '=', lane.owner);

async function holdsLane(tx: Tx, lane: Lane): Promise<boolean> {
  return (
    (await ofLane(tx, lane).set({ fence: lane.fence }).returning('key').executeTakeFirst()) !== undefined
  );
}

/** Locks the lane's row for the rest of the transaction. Throws `LaneLost` when another owner has it. */
export async function lockLane(tx: Tx, lane: Lane): Promise<void> {
  if (!(await holdsLane(tx, lane))) throw new LaneLost(lane.key);
}

/** The first job in the lane's order that was begun or is due; one that was begun and waits for its retry holds the lane up. */
async function headOf(tx: Tx, { key }: Lane, now: Instant): Promise<Job | null> {
  const row = await tx
    .selectFrom('jobs')
    .selectAll()
    .where('lane', '=', key)
    .where('state', '=', 'ready')
    .where((where) => where.or([where('attempts', '>', 0), where('due', '<=', now)]))
    .orderBy('turn')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ? readJob(row) : null;
}

async function earliestDue(tx: Tx, { key }: Lane): Promise<Instant | null> {
  const row = await tx
    .selectFrom('jobs')
    .select(({ fn }) => fn.min('due').as('due'))
    .where('lane', '=', key)
    .where('state', '=', 'ready')
    .executeTakeFirst();
  return row?.due ?? null;
}
