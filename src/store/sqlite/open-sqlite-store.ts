import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, sql, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { StoreProblem } from '#errors/store-problem.js';
import type { Store } from '#ports/store.js';
import type { Dialect } from '../dialect.js';
import { openStore } from '../open-store.js';
import type { Schema } from '../schema.js';

/**
 * Opens the embedded store in `directory` (made when missing). One process at a time: a second is refused with `store_busy`;
 * the lock is the operating system's and ends with its process, so a killed Greenlight leaves none behind.
 */
export async function openSqliteStore({ directory }: { directory: string }): Promise<Store> {
  mkdirSync(directory, { recursive: true });
  const database = openDatabase(join(directory, 'greenlight.db'));
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  const store = await openStore(dialectOf(db));
  // Whoever held a lane is gone: this process alone has the store.
  await sql`update lanes set lease_owner = null, lease_until = null`.execute(db);
  return store;
}

function openDatabase(file: string): Database.Database {
  const database = new Database(file, { timeout: 1_000 });
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec('begin immediate; commit');
    return database;
  } catch (cause) {
    database.close();
    throw new StoreProblem('store_busy', `another process has ${file} open`, { cause });
  }
}

function dialectOf(db: Kysely<Schema>): Dialect {
  return {
    db,
    numbered: 'integer primary key autoincrement',
    guardJournal: ['update', 'delete'].map(
      (change) =>
        `create trigger journal_no_${change} before ${change} on journal begin select raise(abort, 'the journal is append-only'); end`,
    ),
    skipLocked: '',
    migrateAlone: (work) => db.transaction().execute(work),
    announce: () => Promise.resolve(),
    listen: () => Promise.resolve(),
    close: () => db.destroy(),
  };
}
