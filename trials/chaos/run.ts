import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '#ports/store.js';
import { openPostgresStore } from '#store/postgres/open-postgres-store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { audit, type Findings } from './audit.js';
import { misbehave, misdeliver } from './faults.js';
import type { Part } from './people.js';
import { answerDeployments, play } from './play.js';
import type { Course } from './plan.js';
import type { Chance } from './seeded.js';
import { type Kill, openServers, type Servers } from './servers.js';
import { makeTrouble, type Troubled } from './trouble.js';
import { openWire, type Wire } from './wire.js';
import { openWorld, type World } from './world.js';

/** How one run goes. Times are milliseconds. */
export interface RunOptions {
  /** The compiled `app.js`. */
  readonly program: string;
  readonly directory: string;
  readonly replicas: number;
  /** An empty database; `null`: the embedded store. */
  readonly databaseUrl: string | null;
  /** How long new tasks are begun; 0: none but the first of each kind. */
  readonly forMs: number;
  /** What is done to it; `null`: nothing. */
  readonly trouble: { readonly killsPerMinute: number; readonly faultShare: number } | null;
  readonly chance: Chance;
  readonly courses: Iterable<Course>;
  readonly repositories: number;
  /** Tasks that are open at the same time, in all repositories together. */
  readonly atOnce: number;
  /** How long everything may take to settle after the trouble. */
  readonly settleMs: number;
  readonly say: (line: string) => void;
}

/** What came of one run. */
export interface Outcome {
  readonly parts: readonly Part[];
  readonly findings: Findings;
  readonly kills: readonly Kill[];
  readonly refusals: number;
  readonly troubled: Troubled;
  readonly faults: ReadonlyMap<string, number>;
  readonly deliveries: ReadonlyMap<string, number>;
  readonly requests: number;
  readonly tookMs: number;
  /** From the end of the trouble until every task was where it belongs. */
  readonly settledMs: number;
}

/** One run from the first task to the audit. */
export async function run(options: RunOptions): Promise<Outcome> {
  const { directory, replicas, databaseUrl } = options;
  await mkdir(directory, { recursive: true });
  const executor = replicas > 1 ? 'github-deployments' : null;
  const world = await openWorld({ directory, executor, repositories: options.repositories });
  const entrance = await openWire();
  const database = databaseUrl === null ? null : await openWire();
  const servers = await startServers(options, world, { entrance, database });
  const began = Date.now();
  try {
    await world.install();
    const isLabelled = (): boolean => world.shops.every(({ repository }) => repository.labels().length > 12);
    await world.github.until(isLabelled, { what: 'the labels' });
    const played = await playThrough(options, { world, servers, database });
    await servers.stop();
    const store = await openStore(options, databaseUrl);
    const findings = await audit(world, { parts: played.parts, store });
    await store.close();
    return {
      ...played,
      findings,
      kills: servers.kills,
      refusals: servers.refusals(),
      requests: world.github.requests.length,
      tookMs: Date.now() - began,
    };
  } finally {
    await servers.stop();
    await world.close();
    await entrance.close();
    await database?.close();
  }
}

type Played = Pick<Outcome, 'parts' | 'troubled' | 'faults' | 'deliveries' | 'settledMs'>;

/** Tasks are played while trouble is made, and to their end when it is over. */
async function playThrough(
  options: RunOptions,
  { world, servers, database }: { world: World; servers: Servers; database: Wire | null },
): Promise<Played> {
  const { github } = world;
  const { trouble, chance, replicas } = options;
  const [faults, deliveries] = [new Map<string, number>(), new Map<string, number>()];
  const untilMs = Date.now() + options.forMs;
  const over = new AbortController();
  const side = answerDeployments(world, over.signal);
  if (trouble !== null) {
    const { faultShare: share } = trouble;
    github.faults.decideBy(misbehave(chance.fork('faults'), { share, counts: faults }));
    github.webhooks.sendBy(misdeliver(chance.fork('deliveries'), deliveries));
  }
  const playing = play(options, world, untilMs);
  const troubled =
    trouble === null
      ? { drops: [], jumps: [] }
      : await makeTrouble({ ...trouble, servers, replicas, database, chance, untilMs });
  github.faults.decideBy(null);
  github.webhooks.sendBy(null);
  const calmMs = Date.now();
  const parts = await playing;
  const settledMs = Date.now() - calmMs;
  // What was said last is still shown.
  await delay(lastMs);
  over.abort();
  await side;
  return { parts, troubled, faults, deliveries, settledMs };
}

const lastMs = 2_000;

async function startServers(
  { program, directory, replicas, databaseUrl }: RunOptions,
  world: World,
  { entrance, database }: { entrance: Wire; database: Wire | null },
): Promise<Servers> {
  const url = `http://127.0.0.1:${entrance.port}`;
  const servers = await openServers({
    program,
    directory: join(directory, 'servers'),
    replicas,
    variables: {
      ...world.variables,
      GREENLIGHT_URL: url,
      ...(databaseUrl !== null && database !== null && { DATABASE_URL: through(databaseUrl, database) }),
    },
  });
  entrance.lead(servers.ports.map((port) => ({ port })));
  world.github.deliverTo(`${url}/api/github/webhooks`);
  await servers.start();
  return servers;
}

/** The same database, by way of the wire. */
function through(databaseUrl: string, wire: Wire): string {
  const url = new URL(databaseUrl);
  wire.lead([{ host: url.hostname, port: Number(url.port || 5432) }]);
  url.host = `127.0.0.1:${wire.port}`;
  return url.href;
}

const openStore = ({ directory }: RunOptions, databaseUrl: string | null): Promise<Store> =>
  databaseUrl === null
    ? openSqliteStore({ directory: join(directory, 'data', 'store') })
    : openPostgresStore({ url: databaseUrl });
