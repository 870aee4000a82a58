import type { Transaction } from 'kysely';
import type { Intervention, NewJob, Store } from '#ports/store.js';
import type { Dialect, Into } from './dialect.js';
import { insertJobs, lanesOf, makeLanesDue, untried, writeJob } from './insert-jobs.js';
import type { Schema } from './schema.js';
import { snoozed } from './snoozed.js';
import { readDeadJob, readJob } from './trust.js';

type Tx = Transaction<Schema>;
type Order = Parameters<Store['settleDead']>[1];

/** Jobs that were given up or do not get on, and what people do about them. */
export function openDeadLetters({
  db,
  transact,
  announce,
  listed,
}: Dialect): Pick<Store, 'deadJobs' | 'deadJobsOf' | 'stuckJobs' | 'settleDead' | 'interventions'> {
  const dead = () => db.selectFrom('jobs').selectAll().where('state', '=', 'dead');
  return {
    deadJobs: async (limit) => (await dead().orderBy('id', 'desc').limit(limit).execute()).map(readDeadJob),

    deadJobsOf: async (lanes) => {
      if (lanes.length === 0) return [];
      const rows = await dead()
        .where('lane', 'in', [...lanes])
        .orderBy('id')
        .execute();
      return rows.map(readDeadJob);
    },

    stuckJobs: async (limit) => {
      const rows = await db
        .selectFrom('jobs')
        .selectAll()
        .where('state', '=', 'ready')
        .where('begun', '=', 1)
        .where('error', 'is not', null)
        .where('error', '!=', snoozed)
        .orderBy('received')
        .limit(limit)
        .execute();
      return rows.map(readJob);
    },

    settleDead: (id, order) => transact((tx) => settleIn({ tx, listed }, { id, order, announce })),

    interventions: async (limit) => {
      const rows = await db
        .selectFrom('interventions')
        .selectAll()
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ at, person, did, why, job, lane, kind, error }) => ({
        at,
        by: person,
        did,
        why,
        job,
        lane,
        kind,
        error,
      }));
    },
  };
}

async function settleIn(
  into: Into,
  { id, order, announce }: { id: number; order: Order } & Pick<Dialect, 'announce'>,
): Promise<boolean> {
  const { tx } = into;
  const found = await tx
    .selectFrom('jobs')
    .select('lane')
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .executeTakeFirst();
  if (found === undefined) return false;
  const { intervention, jobs } = order;
  await lockLanes(into, { lane: found.lane, jobs, intervention });
  if (!(await settle(tx, id, intervention))) return false;
  await insertJobs(into, jobs.map(writeJob), intervention.at);
  await announce(tx);
  return true;
}

/** In the order of their names, as whoever stores jobs does. */
async function lockLanes(
  into: Into,
  about: { lane: string; jobs: readonly NewJob[]; intervention: Intervention },
): Promise<void> {
  const { lane, jobs, intervention } = about;
  const own = intervention.did === 'retried' ? [{ lane, due: intervention.at }] : [];
  await makeLanesDue(into, lanesOf([...own, ...jobs]));
}

/** A dropped job is done, so that its `dedupe` still tells a late duplicate. */
async function settle(tx: Tx, id: number, { did, at, by, why }: Intervention): Promise<boolean> {
  const before = await tx.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const set =
    did === 'retried' ? { ...untried, due: at } : ({ state: 'done', payload: 'null', finished: at } as const);
  const settled = await tx
    .updateTable('jobs')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .returning('id')
    .executeTakeFirst();
  if (settled === undefined) return false;
  const { lane, kind, error } = before;
  await tx
    .insertInto('interventions')
    .values({ at, person: by, did, why, job: id, lane, kind, error })
    .execute();
  return true;
}
