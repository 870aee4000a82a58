import type { Transaction } from 'kysely';
import type { Job, Lane } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Schema } from './schema.js';
import { readJob } from './trust.js';

/** The job that was begun and holds the lane up, else the first received of those that are due. */
export async function headOf(tx: Transaction<Schema>, { key }: Lane, now: Instant): Promise<Job | null> {
  const row = await tx
    .selectFrom('jobs')
    .selectAll()
    .where('lane', '=', key)
    .where('state', '=', 'ready')
    .where((where) => where.or([where('begun', '=', 1), where('due', '<=', now)]))
    .orderBy('begun', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ? readJob(row) : null;
}
