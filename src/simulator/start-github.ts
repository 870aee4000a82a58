import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { runWorkflows } from './actions/run-workflows.js';
import { installApp } from './acts/installations.js';
import { goOnWithQueues } from './acts/merge-queue.js';
import type { GitHub, GitHubOptions, WebhookControls } from './github.js';
import { listen } from './http/listen.js';
import { actor } from './people/actor.js';
import { addOrganization } from './people/add-organization.js';
import { ci } from './people/ci.js';
import { createRepository, filesOfDirectory, toNewFiles } from './people/create-repository.js';
import { viewRepository } from './people/view-repository.js';
import { addAccount } from './state/add-account.js';
import { createWorld } from './state/create-world.js';
import { findRepository, found } from './state/find.js';
import type { World } from './state/world.js';
import { until } from './until.js';
import { redeliver, releaseHeld } from './webhooks/dispatch.js';

/** Starts a simulated GitHub with no accounts or repositories yet; see github.ts for what it can do. */
export async function startGitHub(options: GitHubOptions): Promise<GitHub> {
  await mkdir(options.directory, { recursive: true });
  const world = createWorld(options);
  world.goOnWithQueues = goOnWithQueues;
  const server = await listen(world);
  const settled = async (): Promise<void> => {
    await until(world, () => world.busy === 0, { timeoutMs: 60_000, what: 'the end of all deliveries' });
  };
  return {
    url: world.url,
    host: new URL(world.url).host,
    deliverTo: (url) => (world.webhooks.url = url),
    addUser: (
      login,
      { name = null, type = 'User' }: { name?: string | null; type?: 'User' | 'Bot' } = {},
    ) => {
      addAccount(world, login, { name, type });
    },
    addOrganization: (login, organization = {}) => addOrganization(world, login, organization),
    createRepository: async (fields) =>
      viewRepository(await createRepository(world, { ...fields, files: toNewFiles(fields.files) })),
    createRepositoryFromDirectory: async ({ directory, ...fields }) =>
      viewRepository(await createRepository(world, { ...fields, files: await filesOfDirectory(directory) })),
    repository: (fullName) => viewRepository(findRepository(world, fullName)),
    install: async ({ account, repositories }) => ({ id: installApp(world, account, repositories).id }),
    as: (login) => actor(world, login),
    ci: (fullName) => ci(world, fullName),
    runWorkflows: (fullName, runner) => runWorkflows(world, fullName, runner),
    requests: world.requests,
    unknown: world.unknown,
    get deliveries() {
      return world.deliveries.map(({ record }) => record);
    },
    settled,
    until: (look, wait) => until(world, look, wait),
    faults: {
      add: (fault) => world.faults.push({ fault, seen: 0 }),
      clear: () => (world.faults = []),
      decideBy: (policy) => (world.faultPolicy = policy),
    },
    webhooks: controlWebhooks(world),
    close: async () => {
      await Promise.all(world.runners.map((runner) => runner.stop()));
      await settled();
      await close(server);
    },
  };
}

function controlWebhooks(world: World): WebhookControls {
  const { webhooks } = world;
  const rule = (kind: 'drop' | 'duplicate'): WebhookControls['drop'] => {
    return (match) => webhooks.rules.push({ kind, match, left: match.times ?? 1 });
  };
  return {
    pause: () => (webhooks.paused = true),
    resume: () => releaseHeld(world),
    drop: rule('drop'),
    duplicate: rule('duplicate'),
    shuffle: (random) => {
      const keyed = webhooks.held.map((delivery) => ({ delivery, key: random() }));
      webhooks.held = keyed.sort((a, b) => a.key - b.key).map(({ delivery }) => delivery);
    },
    sendBy: (policy) => (webhooks.policy = policy),
    redeliver: (guid) => redeliver(world, found(world.deliveries.find(({ record }) => record.guid === guid))),
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
