import type { Kysely } from 'kysely';
import { StoreProblem } from '#errors/store-problem.js';
import { findBreak } from './chain.js';
import type { Schema } from './schema.js';
import { readEntry } from './trust.js';

/** Counts tasks and entries, and follows the chain of every journal. Throws `StoreProblem` at the first that is broken. */
export async function inspectJournals(db: Kysely<Schema>): Promise<{ tasks: number; entries: number }> {
  const tasks = await db.selectFrom('tasks').select(['key', 'version']).orderBy('key').execute();
  let entries = 0;
  for (const { key, version } of tasks) {
    const rows = await db
      .selectFrom('journal')
      .selectAll()
      .where('task', '=', key)
      .orderBy('number')
      .execute();
    const broken = findBreak(rows.map(readEntry));
    if (broken !== null || rows.length < version)
      throw new StoreProblem(
        'store_damaged',
        `the journal of task ${key} breaks at entry ${broken ?? rows.length + 1}`,
      );
    entries += rows.length;
  }
  return { tasks: tasks.length, entries };
}
