import { sql } from 'kysely';
import type { Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Dialect } from './dialect.js';
import { startsWith } from './starts-with.js';

const dayMs = 86_400_000;
/** GitHub delivers again for 3 days, and people press "Redeliver": a month is past all of it. */
const dedupeMs = 30 * dayMs;
/** Deleted at a time, so that deliveries never wait long behind it. */
const batch = 1_000;

/**
 * Deletes jobs that were done before `before`; those with a `dedupe` only when they were done 30 days before that, so that
 * a late duplicate is still recognised; and notes of these names that were saved before. Dead jobs and journals are kept.
 */
export function openPrune(
  { db }: Pick<Dialect, 'db'>,
  clock: () => Instant,
): Pick<Store, 'prune' | 'pruneNotes'> {
  const deleteJobs = async (before: Instant): Promise<number> => {
    const { numAffectedRows } = await sql`
      delete from jobs where id in (
        select id from jobs
        where state = 'done' and finished < ${before} and (dedupe is null or finished < ${before - dedupeMs})
        order by finished limit ${sql.lit(batch)})`.execute(db);
    return Number(numAffectedRows ?? 0);
  };
  const deleteNotes = async (prefixes: readonly string[], before: Instant): Promise<number> => {
    const { numAffectedRows } = await sql`
      delete from notes where name in (
        select name from notes where at < ${before} and ${startsWith('name', prefixes)}
        order by at limit ${sql.lit(batch)})`.execute(db);
    return Number(numAffectedRows ?? 0);
  };
  /** Notes of a version that did not keep the time are as old as this is: nobody knows better. */
  const dateNotes = async (): Promise<void> => {
    await db.updateTable('notes').set({ at: clock() }).where('at', 'is', null).execute();
  };
  return {
    prune: ({ before }) => untilLess(() => deleteJobs(before)),
    pruneNotes: async ({ prefixes, before }) => {
      await dateNotes();
      return untilLess(() => deleteNotes(prefixes, before));
    },
  };
}

/** Deletes batches until one is not full, and returns how much that was. */
async function untilLess(deleteBatch: () => Promise<number>): Promise<number> {
  let pruned = 0;
  for (let deleted = batch; deleted === batch; pruned += deleted) deleted = await deleteBatch();
  return pruned;
}
