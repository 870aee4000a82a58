import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe } from '@jest/globals';
import pg from 'pg';

/** A PostgreSQL server to test against: `url` names a database of its superuser. */
export interface Server {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const binaries = '/usr/lib/postgresql';
const missing = 'no PostgreSQL to test against: apt-get install postgresql (or set DATABASE_URL)';
const local = 'postgres://postgres@127.0.0.1:5432/postgres';

/** The server of `DATABASE_URL`, else the one on 127.0.0.1:5432, else a temporary one. Throws when none can be had. */
export async function startPostgres(): Promise<Server> {
  const given = process.env.DATABASE_URL;
  if (given !== undefined) return { url: given, stop: () => Promise.resolve() };
  if (await answers(local)) return { url: local, stop: () => Promise.resolve() };
  return startTemporary(findBinaries());
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
  if (process.env.DATABASE_URL !== undefined || (await answers(local))) return true;
  try {
    findBinaries();
    return true;
  } catch {
    return false;
  }
}

/** Makes an empty database on the server; `drop` removes it, whoever is still connected. */
export async function createDatabase(
  server: Server,
  name: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  await query(server.url, `create database ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => query(server.url, `drop database ${name} with (force)`) };
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function answers(url: string): Promise<boolean> {
  return query(url, 'select 1').then(
    () => true,
    () => false,
  );
}

function findBinaries(): string {
  try {
    const [newest] = readdirSync(binaries).sort((a, b) => Number(b) - Number(a));
    if (newest !== undefined) return join(binaries, newest, 'bin');
  } catch {
    // Said below.
  }
  throw new Error(missing);
}

async function startTemporary(bin: string): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), 'greenlight-postgres-'));
  const user = process.getuid?.() === 0 ? unprivileged() : null;
  if (user !== null) chownSync(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  const options = { ...user, cwd: directory, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } };
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  execFileSync(join(bin, 'initdb'), initdb, { ...options, stdio: 'pipe' });
  const settings = ['listen_addresses=', 'fsync=off', `unix_socket_directories=${directory}`];
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stopNow = (): boolean => server.kill('SIGQUIT');
  process.once('exit', stopNow);
  await ready(server);
  return {
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(directory)}`,
    stop: async () => {
      process.off('exit', stopNow);
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(directory, { recursive: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid: number; gid: number } {
  const number = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: number('-u'), gid: number('-g') };
}

function ready(server: ChildProcess): Promise<void> {
  const { stderr } = server;
  if (stderr === null) throw new Error('the server has no log');
  const log: string[] = [];
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${log.join('\n')}`)));
    // Read to its end: a full pipe would stop the server.
    createInterface(stderr).on('line', (line) => {
      log.push(line);
      if (line.includes('ready to accept connections')) resolve();
    });
  });
}
