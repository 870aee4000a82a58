import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, sql, SqliteDialect } from 'kysely';
import Database from 'libsql';
import type { Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Dialect } from '../dialect.js';
import { openStore } from '../open-store.js';
import type { Schema } from '../schema.js';
import { keepStatements } from './keep-statements.js';
import { lockDirectory } from './lock-directory.js';
import { openSync } from './open-sync.js';
import { openTransact } from './open-transact.js';

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
    const database = openDatabase(directory);
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: keepStatements(database) }) });
    const log = isLogged(database) ? openLog(directory) : noLog;
    const store = await openStore(dialectOf(db, { log, unlock }), clock);
    // Whoever held a lane is gone: this process alone has the store.
    await sql`update lanes set lease_owner = null, lease_until = null`.execute(db);
    // Opens the log now: what fails once something waits for it is believed for good.
    await log.sync();
    return store;
  } catch (error) {
    unlock();
    throw error;
  }
}

const fileOf = (directory: string): string => join(directory, 'greenlight.db');

function openDatabase(directory: string): Database.Database {
  const database = new Database(fileOf(directory), { timeout: 5_000 });
  database.pragma('journal_mode = WAL');
  // A commit is only written into the log; nobody is told of it before that was synced. What else SQLite waits for the disk for, at
  // checkpoints and when it begins the log again, it does itself.
  database.pragma(isLogged(database) ? 'synchronous = NORMAL' : 'synchronous = FULL');
  database.pragma('foreign_keys = ON');
  return database;
}

/** What SQLite's schema has of its own. */
export const sqliteSchema: Pick<Dialect, 'numbered' | 'guardJournal'> = {
  numbered: 'integer primary key autoincrement',
  guardJournal: ['update', 'delete'].map(
    (change) =>
      `create trigger journal_no_${change} before ${change} on journal begin select raise(abort, 'the journal is append-only'); end`,
  ),
};

interface Log {
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Where memory cannot be shared (file systems of a network) SQLite keeps none, and each commit waits for the disk itself. */
const noLog: Log = { sync: () => Promise.resolve(), close: () => Promise.resolve() };

function isLogged(database: Database.Database): boolean {
  const [row] = database.pragma('journal_mode') as readonly { journal_mode: string }[];
  return row?.journal_mode === 'wal';
}

/** Where SQLite writes what was committed, one transaction behind the other: the same file as long as a connection is open. */
function openLog(directory: string): Log {
  let file: FileHandle | null = null;
  return {
    sync: async () => {
      file ??= await open(`${fileOf(directory)}-wal`, 'r+');
      await file.datasync();
    },
    close: async () => {
      await file?.close();
    },
  };
}

function dialectOf(db: Kysely<Schema>, { log, unlock }: { log: Log; unlock: () => void }): Dialect {
  const transact = openTransact(db, openSync(log.sync));
  return {
    db,
    ...sqliteSchema,
    skipLocked: '',
    transact,
    listed: (json) => sql`json_each(${json}) as listed`,
    insertBoth: (first, second) =>
      transact(async (tx) => {
        await first.execute(tx);
        return (await second(sql<boolean>`true`).execute(tx)).rows;
      }),
    change: transact,
    migrateAlone: (work) => db.transaction().execute(work),
    announce: () => Promise.resolve(),
    listen: () => Promise.resolve(),
    time: () => Promise.resolve(null),
    close: async () => {
      await db.destroy();
      await log.close();
      unlock();
    },
  };
}
