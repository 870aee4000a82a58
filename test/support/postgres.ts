import { join } from 'node:path';
import { describe } from '@jest/globals';
import {
  findPostgres,
  type PostgresServer,
  query,
  startTemporaryPostgres,
  urlOf,
} from '../../trials/temporary-postgres.js';

export { query };

/** A PostgreSQL server to test against. */
export type Server = PostgresServer;

const missing = 'no PostgreSQL to test against: apt-get install postgresql (or set DATABASE_URL)';
const local = 'postgres://postgres@127.0.0.1:5432/postgres';

/** The server of `DATABASE_URL`, else the one on 127.0.0.1:5432, else a temporary one. Throws when none can be had. */
export async function startPostgres(): Promise<Server> {
  const given = process.env.DATABASE_URL;
  if (given !== undefined) return { url: given, stop: () => Promise.resolve() };
  if (await answers(local)) return { url: local, stop: () => Promise.resolve() };
  return startTemporaryPostgres(binaries(), { isDurable: false });
}

/**
 * Describes tests that need PostgreSQL. On a machine where none can be had they are left out, and it is said; never in CI, where the
 * first of them fails and says what to install.
 */
export async function describeOnPostgres(name: string, tests: () => void): Promise<void> {
  if (process.env.CI !== undefined || (await canStart())) {
    describe(name, tests);
    return;
  }
  process.stderr.write(`skipped: ${name}: ${missing}\n`);
  describe.skip(name, tests);
}

async function canStart(): Promise<boolean> {
  return process.env.DATABASE_URL !== undefined || (await answers(local)) || findPostgres() !== null;
}

/** Makes an empty database on the server; `drop` removes it, whoever is still connected. */
export async function createDatabase(
  server: Server,
  name: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  await query(server.url, `create database ${name}`);
  return {
    url: urlOf(server.url, name),
    drop: () => query(server.url, `drop database ${name} with (force)`),
  };
}

function answers(url: string): Promise<boolean> {
  return query(url, 'select 1').then(
    () => true,
    () => false,
  );
}

/** Where one of PostgreSQL's own programs is, such as `pg_dump`. Throws when it is not here. */
export const programOf = (name: string): string => join(binaries(), name);

function binaries(): string {
  const found = findPostgres();
  if (found === null) throw new Error(missing);
  return found;
}
