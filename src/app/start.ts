import { randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { openDeploymentAnswers } from '#engine/deployment-answers.js';
import { openConfigs } from '#engine/configs.js';
import type { Engine } from '#engine/engine.js';
import { openGiveWay } from '#engine/give-way.js';
import { type Heeding, heedPeople } from '#engine/heed-people.js';
import { type Rhythm, usualRhythm } from '#engine/rhythm.js';
import { startEngine, type Working } from '#engine/start-engine.js';
import { chooseExecutor } from '#environments/choose-executor.js';
import { openContainers } from '#environments/open-containers.js';
import {
  type CommandEnvironments,
  openCommandEnvironments,
} from '#environments/command/open-command-environments.js';
import { openGitHubDeployments } from '#environments/github-deployments/open-github-deployments.js';
import { guardHosts } from '#environments/probes/guard-hosts.js';
import { openHooks } from '#hooks/open-hooks.js';
import { limitsTimes } from '#github/limits/limits.js';
import { openGitHub } from '#github/open-github.js';
import { openDeliveries } from '#github/open-deliveries.js';
import type { Clock } from '#ports/clock.js';
import type { Environments } from '#ports/environments.js';
import type { Meters } from '#ports/meters.js';
import type { Store } from '#ports/store.js';
import { openPostgresStore } from '#store/postgres/open-postgres-store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { answerLogs } from './answer-logs.js';
import { answerWebhooks } from './answer-webhooks.js';
import { closeServer } from './close-server.js';
import { learnAppSlug } from './learn-app-slug.js';
import { openLog } from './open-log.js';
import { loadProbot } from './load-probot.js';
import { openDoor } from './open-door.js';
import type { ServerSettings } from './read-environment.js';
import { listen, type Port } from './serve.js';
import { openSharedClock } from './shared-clock.js';
import { openSteadyClock } from './steady-clock.js';
import { storeDelivery } from './store-delivery.js';
import { answerHealth } from './watch/answer-health.js';
import { answerMetrics } from './watch/answer-metrics.js';
import { openBudgetGauges } from './watch/budget-gauges.js';
import { openCensusGauges } from './watch/census-gauges.js';
import { mostInstallations, openMeters } from './watch/open-meters.js';
import { watchStore } from './watch/watch-store.js';

export interface RunningServer {
  readonly url: string;
  /** Says that it is not ready, takes nothing new, hands back what is under way, and closes the store: in some 20 seconds at most. */
  readonly stop: () => Promise<void>;
}

/** What trials put in the place of the machine's own. */
export interface Surroundings {
  readonly clock?: Clock;
  /** The store that is worked with, made of the one that was opened. */
  readonly around?: (store: Store) => Store;
  readonly rhythm?: Rhythm;
}

/** What the server is made of, before it takes anything. */
interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly registry: Registry;
  readonly meters: Meters;
  readonly appSlug: string;
  readonly rhythm: Rhythm;
}

const machineClock: Clock = { now: () => Date.now() };
/** For what is being answered when the port closes. */
const answeringMs = 2_000;
/** Scripts get five seconds to end, and are killed then. */
const endingMs = 7_000;

/**
 * Starts Greenlight: store, GitHub, server, workers, in this order, so that nothing is accepted that could not be kept. Throws
 * `UserError` or `StoreProblem` for what an operator can mend.
 */
export async function start(
  settings: ServerSettings,
  { clock: machine = machineClock, around = (store) => store, rhythm = usualRhythm }: Surroundings = {},
): Promise<RunningServer> {
  const log = openLog(settings);
  const stopped = new AbortController();
  const shared = openSharedClock(machine);
  const begun: { clock: Clock } = { clock: shared };
  const store = around(await openStoreOf(settings, { now: () => begun.clock.now() }));
  try {
    await shared.follow(() => store.time(), stopped.signal);
    const clock = openSteadyClock(shared);
    begun.clock = clock;
    clock.goOnFrom(await store.lastReceived());
    const appSlug = await learnAppSlug(settings, { store, clock });
    const port = await listen(settings);
    const url = settings.publicUrl ?? addressOf(port.server, settings.host);
    const registry = new Registry();
    const parts = { store, clock, log, registry, meters: openMeters(registry), appSlug, rhythm };
    const heeding = heedPeople(openGitHubOf(settings, parts), store);
    const places = await openPlaces(settings, { ...parts, url, github: heeding.github });
    const engine = assemble(settings, {
      ...parts,
      github: heeding.github,
      environments: places.environments,
    });
    return await run(settings, { ...parts, port, url, engine, heeding, places, stopped });
  } catch (error) {
    stopped.abort();
    await store.close();
    throw error;
  }
}

async function run(
  settings: ServerSettings,
  parts: Parts & {
    port: Port;
    url: string;
    engine: Engine;
    heeding: Heeding;
    places: Places;
    stopped: AbortController;
  },
): Promise<RunningServer> {
  const { port, url, engine, log, store, clock, registry, places } = parts;
  const state: { working: Working | null; draining: boolean } = { working: null, draining: false };
  const { forgetPeople } = parts.heeding;
  const { webhooks } = await loadProbot(
    settings,
    storeDelivery(engine, { appId: settings.appId, forgetPeople }),
  );
  const storeAnswers = watchStore(store);
  const isReady = async (): Promise<boolean> =>
    !state.draining && state.working?.isWhole() === true && (await storeAnswers());
  const refresh = openGauges(registry, { store, clock, budgets: () => engine.github.budgets() });
  port.serve({
    log,
    isDraining: () => state.draining,
    answers: [
      answerWebhooks({ webhooks, secrets: secretsOf(settings), meters: parts.meters }, settings),
      answerHealth(isReady),
      answerMetrics({ registry, refresh, token: settings.metricsToken }),
      answerLogs(places.command),
    ],
  });
  const door = await openDoor(settings, engine);
  const working = await startEngine(engine, randomUUID());
  state.working = working;
  if (settings.webhookSecret.length < 32) log.warn({}, 'WEBHOOK_SECRET has fewer than 32 characters');
  const kept = settings.databaseUrl === null ? 'embedded' : 'postgresql';
  log.info({ url, app: parts.appSlug, store: kept }, 'listening');
  return {
    url,
    stop: async () => {
      log.info('stopping');
      state.draining = true;
      const handedBack = working.stop();
      await delay(settings.drainMs);
      await Promise.all([closeServer(port.server, answeringMs), door.close(), handedBack]);
      await Promise.race([places.close(), delay(endingMs, undefined, { ref: false })]);
      parts.stopped.abort();
      await store.close();
    },
  };
}

/** What is looked up when metrics are read. */
function openGauges(
  registry: Registry,
  { store, clock, budgets }: Pick<Parts, 'store' | 'clock'> & Pick<Engine['github'], 'budgets'>,
): () => Promise<void> {
  const census = openCensusGauges(registry, { store, clock });
  const budget = openBudgetGauges(registry, { budgets, mostInstallations });
  return async () => {
    budget();
    await census();
  };
}

const secretsOf = ({ webhookSecret, previousSecret }: ServerSettings): readonly string[] =>
  previousSecret === null ? [webhookSecret] : [webhookSecret, previousSecret];

function openGitHubOf(
  { appId, privateKey, github, limitsFactor }: ServerSettings,
  { appSlug, clock, meters, store }: Parts,
): Engine['github'] {
  const limits = limitsTimes(limitsFactor);
  return openGitHub({ appId, privateKey, ...github, appSlug, clock, meters, limits, notes: store });
}

/** Where environments are, on this machine and elsewhere. */
interface Places {
  readonly environments: Environments;
  readonly command: CommandEnvironments;
  /** Resolves when what ran is gone. */
  readonly close: () => Promise<unknown>;
}

async function openPlaces(
  settings: ServerSettings,
  { store, clock, url, github }: Parts & { url: string; github: Engine['github'] },
): Promise<Places> {
  const resolveHost = guardHosts(settings.probeHosts);
  const options = {
    directory: settings.directory,
    publicUrl: url,
    ids: { next: () => randomBytes(24).toString('base64url') },
    clock,
    variables: settings.variables,
    resolveHost,
  };
  const command = openCommandEnvironments(options);
  const container = await openContainers(settings.containers, options);
  const deployments = openGitHubDeployments({
    github,
    notes: store,
    answers: openDeploymentAnswers(store),
    clock,
    resolveHost,
  });
  return {
    environments: chooseExecutor({ command, container, 'github-deployments': deployments }, command),
    command,
    close: () => Promise.all([command.close(), container.close()]),
  };
}

function openStoreOf({ databaseUrl, directory }: ServerSettings, timepiece: Clock): Promise<Store> {
  const clock = (): number => timepiece.now();
  return databaseUrl === null
    ? openSqliteStore({ directory: join(directory, 'store'), clock })
    : openPostgresStore({ url: databaseUrl, clock });
}

function assemble(
  { appId, privateKey, github: host, hooks }: ServerSettings,
  {
    store,
    github,
    environments,
    log,
    meters,
    appSlug,
    clock,
    rhythm,
  }: Parts & Pick<Engine, 'github' | 'environments'>,
): Engine {
  return {
    ...{ store, github, environments, log, meters, appSlug, clock, rhythm },
    deliveries: openDeliveries({ appId, privateKey, ...host }, clock),
    hooks: openHooks(hooks, clock),
    configs: openConfigs({ github, store, clock }),
    giveWay: openGiveWay(),
    running: new Map(),
    random: Math.random,
    webUrl: host.webUrl,
  };
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
