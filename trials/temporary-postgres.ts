import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

/** A PostgreSQL server: `url` names a database of its superuser. */
export interface PostgresServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const binaries = '/usr/lib/postgresql';

/** Where Debian's PostgreSQL has its programs, the newest of them; `null`: it is not installed. */
export function findPostgres(): string | null {
  try {
    const [newest] = readdirSync(binaries).sort((a, b) => Number(b) - Number(a));
    return newest === undefined ? null : join(binaries, newest, 'bin');
  } catch {
    return null;
  }
}

/** Starts a server in a temporary directory, on a socket there. `isDurable`: it waits for the disk as one in service does. */
export async function startTemporaryPostgres(
  bin: string,
  { isDurable }: { isDurable: boolean },
): Promise<PostgresServer> {
  const directory = mkdtempSync(join(tmpdir(), 'greenlight-postgres-'));
  const user = process.getuid?.() === 0 ? unprivileged() : null;
  if (user !== null) chownSync(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  const options = { ...user, cwd: directory, env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } };
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'];
  execFileSync(join(bin, 'initdb'), [...initdb, ...(isDurable ? [] : ['--no-sync'])], {
    ...options,
    stdio: 'pipe',
  });
  const settings = ['listen_addresses=', `unix_socket_directories=${directory}`];
  const flags = [...settings, ...(isDurable ? [] : ['fsync=off'])].flatMap((one) => ['-c', one]);
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
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
      rmSync(directory, { recursive: true });
    },
  };
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

/** The address of another database of the same server. */
export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
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
