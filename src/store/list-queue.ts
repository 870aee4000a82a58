import type { Kysely, Selectable } from 'kysely';
import type { Schema } from './schema.js';

/** A repository's queue for production, in order: the holder, rollbacks, who was moved to the front, then as they came. */
export function listQueue(
  db: Kysely<Schema>,
  repository: number,
): Promise<readonly Selectable<Schema['production']>[]> {
  return db
    .selectFrom('production')
    .selectAll()
    .where('repository', '=', repository)
    .orderBy('granted', 'desc')
    .orderBy('urgent', 'desc')
    .orderBy('place')
    .orderBy('id')
    .execute();
}
