import type { Kysely } from 'kysely';
import type { Store } from '#ports/store.js';
import type { Schema } from './schema.js';
import { readHeld, readTask } from './trust.js';

/** What is known of a repository's production besides its queue. */
export function openProduction(
  db: Kysely<Schema>,
): Pick<Store, 'productionHeld' | 'bannedAmong' | 'releasedTasks'> {
  return {
    productionHeld: async (repository) => {
      const row = await db
        .selectFrom('production_holds')
        .selectAll()
        .where('repository', '=', repository)
        .executeTakeFirst();
      return row ? readHeld(row) : null;
    },
    bannedAmong: async (repository, heads) => {
      if (heads.length === 0) return [];
      const rows = await db
        .selectFrom('banned')
        .select('head')
        .where('repository', '=', repository)
        .where('head', 'in', [...heads])
        .execute();
      return rows.map(({ head }) => head);
    },
    releasedTasks: async (repository) => {
      const rows = await db
        .selectFrom('tasks')
        .select(['key', 'snapshot'])
        .where('repository', '=', repository)
        .where('stage', '=', 'released')
        .execute();
      return rows.map(readTask).sort((a, b) => b.since - a.since);
    },
  };
}
