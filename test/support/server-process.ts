import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { compileRooms } from './compile-rooms.js';

/** What the server is made of. */
const rooms = [
  'app',
  'commands',
  'config',
  'engine',
  'environments',
  'errors',
  'github',
  'hooks',
  'ports',
  'process',
  'store',
  'wording',
];

/** Compiles the server into a directory of its own. Returns the directory. */
export const compileServer = (): string => compileRooms(...rooms);

/** The keys and the secret of an App for tests. */
export const app = {
  id: 1_042,
  ...generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }),
  secret: randomBytes(32).toString('hex'),
};

/** The server as a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Resolves to its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  kill(signal: NodeJS.Signals): void;
  /** What is in memory now, in bytes. */
  resident(): number;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Starts what {@link compileServer} made, on a free port; `host` is GitHub's. Resolves when it listens. */
export async function startServerProcess(
  directory: string,
  { host, ...variables }: Variables & { host: string },
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(directory, 'app', 'main.js')], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'],
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: app.secret,
      GHE_HOST: host,
      GHE_PROTOCOL: 'http',
      HOST: '127.0.0.1',
      PORT: '0',
      GREENLIGHT_DATA: join(directory, 'data'),
      GREENLIGHT_PROBE_HOSTS: '127.0.0.1',
      GREENLIGHT_GITHUB_LIMITS: '20',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal)),
  );
  const { pid } = child;
  if (pid === undefined) throw new Error('the server could not be started');
  return {
    url: await listening(child),
    pid,
    ended,
    kill: (signal) => void child.kill(signal),
    resident: () => residentOf(pid),
  };
}

/** Its log is read to its end: a full pipe would stop it. */
function listening({ stdout, stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    if (stdout === null) throw new Error('the server has no log');
    createInterface(stdout)
      .on('line', (line) => {
        const { msg, url } = JSON.parse(line) as { msg: string; url: string };
        if (msg === 'listening') resolve(url);
      })
      .once('close', () => reject(new Error(`the server did not start: ${said}`)));
  });
}

function residentOf(pid: number): number {
  const pages = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1];
  return Number(pages) * 4_096;
}
