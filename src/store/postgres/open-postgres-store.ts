import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { StoreProblem } from '#errors/store-problem.js';
import type { Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Dialect } from '../dialect.js';
import { openStore } from '../open-store.js';
import type { Schema } from '../schema.js';
import { openListener } from './open-listener.js';
import { transact, untilKept } from './transact.js';

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
  return openStore(dialectOf({ db, pool, url }), clock);
}

/** What PostgreSQL's schema has of its own. */
export const postgresSchema: Pick<Dialect, 'numbered' | 'guardJournal'> = {
  numbered: 'bigint generated always as identity primary key',
  guardJournal: [
    `create function journal_is_append_only() returns trigger language plpgsql as $$ begin raise exception 'the journal is append-only'; end $$`,
    `create trigger journal_guard before update or delete on journal for each row execute function journal_is_append_only()`,
    `create trigger journal_guard_whole before truncate on journal for each statement execute function journal_is_append_only()`,
  ],
};

const listed: Dialect['listed'] = (json) =>
  sql`jsonb_array_elements(${json}::jsonb) with ordinality as listed (value, key)`;

interface Connected {
  readonly db: Kysely<Schema>;
  readonly pool: pg.Pool;
  readonly url: string;
}

/**
 * One statement, so that PostgreSQL is asked once. It runs the parts in any order, but the second asks for all of the first. Each
 * connection prepares it once: to plan it takes longer than to run it.
 */
const insertBoth =
  ({ db, pool }: Connected): Dialect['insertBoth'] =>
  async <Row extends object>(
    first: RawBuilder<unknown>,
    second: (when: RawBuilder<boolean>) => RawBuilder<Row>,
  ) => {
    const isFirstDone = sql<boolean>`(select count(*) from first) >= 0`;
    const both = sql<Row>`
      with first as (${first} returning 1), second as (${second(isFirstDone)}),
        told as (select pg_notify('greenlight', ''))
      select second.* from second, told`;
    const { sql: text, parameters } = both.compile(db);
    const query = { name: 'insert both', text, values: [...parameters] };
    return (await untilKept(() => pool.query<Row>(query))).rows;
  };

function dialectOf(connected: Connected): Dialect {
  const { db, url } = connected;
  let listener: { close: () => Promise<void> } | null = null;
  return {
    db,
    ...postgresSchema,
    skipLocked: 'for update skip locked',
    transact: (work) => transact(db, work),
    listed,
    insertBoth: insertBoth(connected),
    change: (statement) => statement(db),
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
    time: async () => {
      const { rows } = await sql<{ now: number }>`
        select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db);
      return rows[0]?.now ?? null;
    },
    close: async () => {
      await listener?.close();
      await db.destroy();
    },
  };
}
