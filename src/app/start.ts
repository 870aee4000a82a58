import { randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { Probot } from 'probot';
import { openDeploymentAnswers } from '#engine/deployment-answers.js';
import { openConfigs } from '#engine/configs.js';
import type { Engine } from '#engine/engine.js';
import { receive } from '#engine/receive.js';
import { startEngine } from '#engine/start-engine.js';
import { chooseExecutor } from '#environments/choose-executor.js';
import { openContainers } from '#environments/open-containers.js';
import { openCommandEnvironments } from '#environments/command/open-command-environments.js';
import { openGitHubDeployments } from '#environments/github-deployments/open-github-deployments.js';
import { guardHosts } from '#environments/probes/guard-hosts.js';
import { openHooks } from '#hooks/open-hooks.js';
import { openGitHub } from '#github/open-github.js';
import { installationOfPeople } from '#github/translate/installation-of-people.js';
import { translate } from '#github/translate/translate.js';
import type { Clock } from '#ports/clock.js';
import { openPostgresStore } from '#store/postgres/open-postgres-store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { answerLogs } from './answer-logs.js';
import { answerWebhooks } from './answer-webhooks.js';
import { greenlight } from './greenlight.js';
import { learnAppSlug } from './learn-app-slug.js';
import type { ServerSettings } from './read-environment.js';
import { listen, serve } from './serve.js';

export interface RunningServer {
  readonly url: string;
  /** Takes nothing new, hands back what is under way, and closes the store. */
  readonly stop: () => Promise<void>;
}

const clock: Clock = { now: () => Date.now() };

/**
 * Starts Greenlight: store, GitHub, server, workers, in this order, so that nothing is accepted that could not be kept. Throws
 * `UserError` or `StoreProblem` for what an operator can mend.
 */
export async function start(settings: ServerSettings): Promise<RunningServer> {
  const log = pino({ name: 'greenlight', level: settings.logLevel });
  const { databaseUrl, directory } = settings;
  const store =
    databaseUrl === null
      ? await openSqliteStore({ directory: join(directory, 'store') })
      : await openPostgresStore({ url: databaseUrl });
  try {
    const appSlug = await learnAppSlug(settings, { store, clock });
    const server = await listen(settings);
    const url = settings.publicUrl ?? addressOf(server, settings.host);
    const { appId, privateKey } = settings;
    const github = openGitHub({ appId, privateKey, ...settings.github, appSlug, clock });
    const resolveHost = guardHosts(settings.probeHosts);
    const options = {
      directory,
      publicUrl: url,
      ids: { next: () => randomBytes(24).toString('base64url') },
      clock,
      variables: settings.variables,
      resolveHost,
    };
    const command = openCommandEnvironments(options);
    const container = await openContainers(settings.containers, options);
    const environments = chooseExecutor(
      {
        command,
        container,
        'github-deployments': openGitHubDeployments({
          github,
          notes: store,
          answers: openDeploymentAnswers(store),
          clock,
          resolveHost,
        }),
      },
      command,
    );
    const engine = assemble(settings, { store, github, environments, log, appSlug });
    const probot = await loadProbot(settings, engine);
    serve(server, { log, answers: [answerWebhooks(probot, settings), answerLogs(command)] });
    const working = await startEngine(engine, randomUUID());
    log.info({ url, app: appSlug, store: databaseUrl === null ? 'embedded' : 'postgresql' }, 'listening');
    return {
      url,
      stop: async () => {
        log.info('stopping');
        await close(server);
        await working.stop();
        await Promise.all([command.close(), container.close()]);
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function assemble(
  { github: { webUrl }, hooks }: ServerSettings,
  parts: {
    store: Engine['store'];
    github: Engine['github'];
    environments: Engine['environments'];
    log: Logger;
    appSlug: string;
  },
): Engine {
  return {
    ...parts,
    hooks: openHooks(hooks, clock),
    clock,
    configs: openConfigs({ github: parts.github, store: parts.store, clock }),
    running: new Map(),
    random: Math.random,
    webUrl,
  };
}

/** Probot checks signatures and hands deliveries on; it never calls GitHub here. */
async function loadProbot(
  { appId, privateKey, webhookSecret, github }: ServerSettings,
  engine: Engine,
): Promise<Probot> {
  const probot = new Probot({
    appId,
    privateKey,
    secret: webhookSecret,
    baseUrl: github.apiUrl,
    log: pino({ level: 'silent' }),
  });
  const self = { appId, appSlug: engine.appSlug };
  await probot.load(
    greenlight(async ({ id, event, payload }) => {
      const changed = installationOfPeople(event, payload);
      if (changed !== null) engine.github.forgetPeople(changed);
      for (const signal of translate(event, payload, self)) await receive(engine, id, signal);
    }),
  );
  return probot;
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Requests under way are answered; idle connections are closed. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
