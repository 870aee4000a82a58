import type { Transaction } from 'kysely';
import type { Job, Lane } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Schema } from './schema.js';
import { readJob } from './trust.js';

/**
 * The job that was begun and holds the lane up, else the first received of those that are due. Both are asked for by themselves, in
 * the order of an index: what a lane costs does not grow with what waits in it.
 */
export async function headOf(tx: Transaction<Schema>, { key }: Lane, now: Instant): Promise<Job | null> {
  const first = (begun: 0 | 1) =>
    tx
      .selectFrom('jobs')
      .selectAll()
      .where('lane', '=', key)
      .where('state', '=', 'ready')
      .where('begun', '=', begun)
      .orderBy('id')
      .limit(1);
  const row = await tx
    .selectFrom(first(1).as('held'))
    .selectAll()
    .unionAll(tx.selectFrom(first(0).where('due', '<=', now).as('waiting')).selectAll())
    .orderBy('begun', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? readJob(row) : null;
}
