import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import pg from 'pg';
import type { RepositoryRef } from '#process/task.js';
import { openPostgresStore } from '#store/postgres/open-postgres-store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import type { TrialPostgres } from '../postgres.js';
import { pinned } from './pinned.js';
import { type MeasuredServer, runServer } from './run-server.js';
import { seedTasks } from './seed-tasks.js';
import type { GitHubTold } from './servers/github.js';

export type StoreKind = 'embedded' | 'postgresql';

export const webhookPath = '/api/github/webhooks';
export const appId = 1_042;
export const webhookSecret = randomBytes(32).toString('hex');
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const { privateKey } = keys;
export const { publicKey } = keys;

/** What every scenario stands on. */
export interface Ground {
  /** Everything that is written while it runs. */
  readonly directory: string;
  /** Short and few: whether the benchmark works, not what it measures. */
  readonly quick: boolean;
  readonly postgres: TrialPostgres | null;
}

/** A GitHub in a process of its own, on the processor of whoever sends. */
export interface ServedGitHub extends GitHubTold {
  readonly stop: () => Promise<void>;
}

/** Greenlight, and a look into what it has stored. */
export interface MeasuredGreenlight extends MeasuredServer {
  /** The number that a query answers with. */
  readonly count: (query: string) => Promise<number>;
}

const program = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
let made = 0;

/** A directory of its own below the ground's. */
export async function freshDirectory({ directory }: Ground, name: string): Promise<string> {
  made += 1;
  const fresh = join(directory, `${made}-${name}`);
  await mkdir(fresh);
  return fresh;
}

/** Starts one of `servers/`: the ones that Greenlight is measured beside. */
export async function startOther(ground: Ground, name: 'bare' | 'probot'): Promise<MeasuredServer> {
  const directory = await freshDirectory(ground, name);
  return runServer(program(`servers/${name}.js`), {
    variables: { APP_ID: String(appId), PRIVATE_KEY: privateKey, WEBHOOK_SECRET: webhookSecret },
    log: join(directory, 'log'),
  });
}

/** Starts the simulated GitHub, where every request takes `latencyMs`. */
export async function startGitHubProcess(ground: Ground, latencyMs: number): Promise<ServedGitHub> {
  const directory = await freshDirectory(ground, 'github');
  const [command, ...argv] = pinned(1, [process.execPath, program('servers/github.js')]);
  const child = spawn(command, argv, {
    env: {
      PATH: process.env['PATH'],
      DIRECTORY: directory,
      APP_ID: String(appId),
      PUBLIC_KEY: publicKey,
      WEBHOOK_SECRET: webhookSecret,
      LATENCY_MS: String(latencyMs),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [told] = (await once(child, 'message')) as [GitHubTold];
  return {
    ...told,
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/**
 * Starts Greenlight on a new store that holds `tasks` open tasks of the repository, the first of them for its issues. `limits`: how
 * many times as much as github.com this GitHub allows, where what is done for a delivery is measured to its end.
 */
export async function startGreenlight(
  ground: Ground,
  github: Pick<GitHubTold, 'host' | 'repository'>,
  {
    store,
    tasks,
    logLevel = 'warn',
    limits = 1,
  }: { store: StoreKind; tasks: number; logLevel?: string; limits?: number },
): Promise<MeasuredGreenlight> {
  const directory = await freshDirectory(ground, store);
  const databaseUrl = store === 'postgresql' ? await ground.postgres?.createDatabase() : undefined;
  await seed({ directory, databaseUrl }, repositoryOf(github), tasks);
  const server = await runServer(fileURLToPath(import.meta.resolve('#app/main.js')), {
    variables: {
      ...variablesOf(github.host, { directory, databaseUrl, logLevel }),
      GREENLIGHT_GITHUB_LIMITS: String(limits),
    },
    log: join(directory, 'log'),
  });
  return { ...server, count: (query) => count({ directory, databaseUrl }, query) };
}

interface Place {
  readonly directory: string;
  readonly databaseUrl: string | undefined;
}

/** The variables of a server that works with this GitHub. */
export function variablesOf(
  host: string,
  { directory, databaseUrl, logLevel }: Place & { readonly logLevel: string },
): Readonly<Record<string, string>> {
  return {
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GHE_HOST: host,
    GHE_PROTOCOL: 'http',
    GREENLIGHT_DATA: directory,
    GREENLIGHT_PROBE_HOSTS: '127.0.0.1',
    LOG_LEVEL: logLevel,
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  };
}

function repositoryOf({ repository }: Pick<GitHubTold, 'repository'>): RepositoryRef {
  return { ...repository, owner: 'agency', name: 'shop' };
}

async function seed(
  { directory, databaseUrl }: Place,
  repository: RepositoryRef,
  tasks: number,
): Promise<void> {
  const store =
    databaseUrl === undefined
      ? await openSqliteStore({ directory: join(directory, 'store') })
      : await openPostgresStore({ url: databaseUrl });
  await seedTasks(store, repository, tasks);
  await store.close();
}

/** Looks beside the server, as an operator with a database client would. */
async function count({ directory, databaseUrl }: Place, query: string): Promise<number> {
  if (databaseUrl === undefined) {
    const database = new Database(join(directory, 'store', 'greenlight.db'), {
      readonly: true,
      timeout: 5_000,
    });
    try {
      return Number(Object.values(database.prepare(query).get() as object)[0]);
    } finally {
      database.close();
    }
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, string>>(query);
    return Number(Object.values(rows[0] ?? {})[0]);
  } finally {
    await client.end();
  }
}
