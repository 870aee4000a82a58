import { existsSync } from 'node:fs';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { StoreProblem } from '#errors/store-problem.js';
import { inspectJournals } from '../inspect-journals.js';
import { migrations } from '../migrations.js';
import type { Schema } from '../schema.js';

/** What was found in a store that is whole. */
export interface Inspected {
  readonly tasks: number;
  readonly entries: number;
}

/**
 * Looks a file of SQLite through: whether it is whole, a store, of no later version than this one, and whether every journal's chain
 * holds. Throws `StoreProblem`.
 */
export async function inspectFile(file: string): Promise<Inspected> {
  if (!existsSync(file)) throw new StoreProblem('store_missing', `there is no ${file}`);
  const database = new Database(file, { readonly: true });
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  try {
    refuseDamage(database, file);
    return await inspectJournals(db);
  } catch (cause) {
    if (cause instanceof StoreProblem) throw cause;
    throw new StoreProblem('store_damaged', `${file} is no store that can be read`, { cause });
  } finally {
    await db.destroy();
  }
}

function refuseDamage(database: Database.Database, file: string): void {
  const [found] = database.pragma('integrity_check') as readonly { integrity_check: string }[];
  if (found?.integrity_check !== 'ok')
    throw new StoreProblem('store_damaged', `${file}: ${found?.integrity_check}`);
  const rows = database.prepare('select name from migrations').all() as readonly { name: string }[];
  if (rows.some(({ name }) => !migrations.some((known) => known.name === name)))
    throw new StoreProblem('store_newer', `${file} was written by a later version`);
}
