import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, sql, SqliteDialect } from 'kysely';
import Database from 'libsql';
import type { Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Dialect } from '../dialect.js';
import { openStore } from '../open-store.js';
import type { Schema } from '../schema.js';
import { lockDirectory } from './lock-directory.js';

/**
 * Opens the embedded store in `directory` (made when missing). One process at a time: a second is refused with `store_busy`;
 * the lock is the operating system's and ends with its process, so a killed Greenlight leaves none behind.
 */
export async function openSqliteStore({
  directory,
  clock = Date.now,
}: {
  directory: string;
  clock?: () => Instant;
}): Promise<Store> {
  mkdirSync(directory, { recursive: true });
  const unlock = lockDirectory(directory);
  try {
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: openDatabase(directory) }) });
    const store = await openStore(dialectOf(db, unlock), clock);
    // Whoever held a lane is gone: this process alone has the store.
    await sql`update lanes set lease_owner = null, lease_until = null`.execute(db);
    return store;
  } catch (error) {
    unlock();
    throw error;
  }
}

function openDatabase(directory: string): Database.Database {
  const database = new Database(join(directory, 'greenlight.db'), { timeout: 5_000 });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  return database;
}

function dialectOf(db: Kysely<Schema>, unlock: () => void): Dialect {
  return {
    db,
    numbered: 'integer primary key autoincrement',
    guardJournal: ['update', 'delete'].map(
      (change) =>
        `create trigger journal_no_${change} before ${change} on journal begin select raise(abort, 'the journal is append-only'); end`,
    ),
    skipLocked: '',
    // One connection: nobody to be in a deadlock with.
    transact: (work) => db.transaction().execute(work),
    migrateAlone: (work) => db.transaction().execute(work),
    announce: () => Promise.resolve(),
    listen: () => Promise.resolve(),
    close: async () => {
      await db.destroy();
      unlock();
    },
  };
}
