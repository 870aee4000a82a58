import { sql, type Transaction } from 'kysely';
import type { Schema } from './schema.js';

/** Whoever changes a queue of a repository waits here for the one before, until the transaction ends. */
export async function lockRepository(tx: Transaction<Schema>, repository: number): Promise<void> {
  await sql`
    insert into production_locks (repository) values (${repository})
    on conflict (repository) do update set repository = excluded.repository`.execute(tx);
}
