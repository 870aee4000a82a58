import { sql } from 'kysely';
import type { Instant } from '#process/task.js';
import type { Dialect } from './dialect.js';

const dayMs = 86_400_000;
/** GitHub delivers again for 3 days, and people press "Redeliver": a month is past all of it. */
const dedupeMs = 30 * dayMs;
/** Deleted at a time, so that deliveries never wait long behind it. */
const batch = 1_000;

/**
 * Deletes jobs that were done before `before`; those with a `dedupe` only when they were done 30 days before that, so that
 * a late duplicate is still recognised. Returns how many. Dead jobs and journals are kept.
 */
export function openPrune({ db }: Pick<Dialect, 'db'>): (prune: { before: Instant }) => Promise<number> {
  const deleteBatch = async (before: Instant): Promise<number> => {
    const { numAffectedRows } = await sql`
      delete from jobs where id in (
        select id from jobs
        where state = 'done' and finished < ${before} and (dedupe is null or finished < ${before - dedupeMs})
        order by finished limit ${sql.lit(batch)})`.execute(db);
    return Number(numAffectedRows ?? 0);
  };
  return async ({ before }) => {
    let pruned = 0;
    for (let deleted = batch; deleted === batch; pruned += deleted) deleted = await deleteBatch(before);
    return pruned;
  };
}
