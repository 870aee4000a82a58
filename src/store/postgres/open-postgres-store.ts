import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { StoreProblem } from '#errors/store-problem.js';
import type { Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Dialect } from '../dialect.js';
import { openStore } from '../open-store.js';
import type { Schema } from '../schema.js';
import { openListener } from './open-listener.js';
import { transact } from './transact.js';

/** Any number, the same for every Greenlight: whoever holds it migrates. */
const migrationLock = 7_150_411;

// Times and counters fit a JavaScript number.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens the store on PostgreSQL 15 or newer; any number of processes may share it. Throws `database_unreachable`. */
export async function openPostgresStore({
  url,
  clock = Date.now,
}: {
  url: string;
  clock?: () => Instant;
}): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
  });
  // A connection that breaks while idle is replaced by the pool; the query that needed it fails and is tried again.
  pool.on('error', () => undefined);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await sql`select 1`.execute(db);
  } catch (cause) {
    await db.destroy();
    throw new StoreProblem('database_unreachable', 'the database does not answer', { cause });
  }
  return openStore(dialectOf(db, url), clock);
}

function dialectOf(db: Kysely<Schema>, url: string): Dialect {
  let listener: { close: () => Promise<void> } | null = null;
  return {
    db,
    numbered: 'bigint generated always as identity primary key',
    guardJournal: [
      `create function journal_is_append_only() returns trigger language plpgsql as $$ begin raise exception 'the journal is append-only'; end $$`,
      `create trigger journal_guard before update or delete on journal for each row execute function journal_is_append_only()`,
      `create trigger journal_guard_whole before truncate on journal for each statement execute function journal_is_append_only()`,
    ],
    skipLocked: 'for update skip locked',
    transact: (work) => transact(db, work),
    migrateAlone: (work) =>
      db.transaction().execute(async (tx) => {
        await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(tx);
        await work(tx);
      }),
    announce: async (tx) => {
      await sql`select pg_notify('greenlight', '')`.execute(tx);
    },
    listen: async (wake) => {
      listener = await openListener(url, wake);
    },
    close: async () => {
      await listener?.close();
      await db.destroy();
    },
  };
}
