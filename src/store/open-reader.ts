import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely';
import Database from 'libsql';
import pg from 'pg';
import { StoreProblem } from '#errors/store-problem.js';
import type { TaskReader } from '#ports/task-reader.js';
import type { Task } from '#process/task.js';
import { inspectJournals } from './inspect-journals.js';
import { migrations } from './migrations.js';
import { openProduction } from './production.js';
import type { Schema } from './schema.js';
import { openNotes, openTasks } from './tasks.js';
import { readTask } from './trust.js';

// Times and counters fit a JavaScript number.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Where a server keeps its store: a database, or else a directory. */
export interface StorePlace {
  readonly databaseUrl: string | null;
  readonly directory: string;
}

/** Opens the store to look at it, also while a server has it. Throws `StoreProblem` when it is not there or of another version. */
export async function openReader({ databaseUrl, directory }: StorePlace): Promise<TaskReader> {
  const db = databaseUrl === null ? openDirectory(directory) : openDatabase(databaseUrl);
  try {
    await refuseOtherVersions(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    ...openTasks(db),
    ...openNotes(db),
    ...openProduction(db),
    findTask: (issue) => findTask(db, issue),
    close: () => db.destroy(),
  };
}

/** Follows the chain of every journal of a store, also while a server has it. Throws `StoreProblem`. */
export async function inspectStore({
  databaseUrl,
  directory,
}: StorePlace): Promise<{ tasks: number; entries: number }> {
  const db = databaseUrl === null ? openDirectory(directory) : openDatabase(databaseUrl);
  try {
    await refuseOtherVersions(db);
    return await inspectJournals(db);
  } finally {
    await db.destroy();
  }
}

function openDirectory(directory: string): Kysely<Schema> {
  const file = join(directory, 'greenlight.db');
  if (!existsSync(file)) throw new StoreProblem('store_missing', `there is no store in ${directory}`);
  const database = new Database(file, { readonly: true, timeout: 5_000 });
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
}

function openDatabase(connectionString: string): Kysely<Schema> {
  const pool = new pg.Pool({
    connectionString,
    max: 2,
    connectionTimeoutMillis: 5_000,
  });
  pool.on('error', () => undefined);
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

/** Whoever only looks brings nothing up to date. */
async function refuseOtherVersions(db: Kysely<Schema>): Promise<void> {
  const applied = await appliedTo(db);
  if (applied.some((name) => !migrations.some((migration) => migration.name === name)))
    throw new StoreProblem('store_newer', 'the store has a migration that this version does not know');
  if (migrations.some(({ name }) => !applied.includes(name)))
    throw new StoreProblem('store_older', 'the store lacks a migration of this version');
}

async function appliedTo(db: Kysely<Schema>): Promise<readonly string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from migrations`.execute(db);
    return rows.map(({ name }) => name);
  } catch (cause) {
    // Of a database that answers only the table can be missing.
    if (/does not exist|no such table/.test(String(cause)))
      throw new StoreProblem('store_missing', 'the database holds no store', { cause });
    throw new StoreProblem('database_unreachable', 'the database does not answer', { cause });
  }
}

async function findTask(
  db: Kysely<Schema>,
  { owner, name, number }: { owner: string; name: string; number: number },
): Promise<Task | null> {
  const rows = await db
    .selectFrom('tasks')
    .select(['key', 'snapshot'])
    .where('number', '=', number)
    .execute();
  const wanted = `${owner}/${name}`.toLowerCase();
  const found = rows
    .map(readTask)
    .find(({ repository }) => `${repository.owner}/${repository.name}`.toLowerCase() === wanted);
  return found ?? null;
}
