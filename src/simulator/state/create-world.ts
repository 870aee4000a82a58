import { randomUUID } from 'node:crypto';
import type { GitHubOptions } from '../github.js';
import { addAccount } from './add-account.js';
import { nodeId } from './node-id.js';
import type { AppIdentity } from './records.js';
import type { World } from './world.js';

/** An empty GitHub that knows the App under test and `github-actions` (id 15368, as the real one). */
export function createWorld(options: GitHubOptions): World {
  let lastId = 1_000_000;
  const base = {
    options,
    now: options.now ?? Date.now,
    newId: () => (lastId += 7),
    newGuid: randomUUID,
    url: '',
    accounts: new Map(),
    repositories: [],
    installations: [],
    tokens: new Map(),
    personalTokens: new Map(),
    requests: [],
    unknown: [],
    deliveries: [],
    webhooks: { url: null, paused: false, held: [], rules: [], policy: null },
    goOnWithQueues: () => undefined,
    workflows: new Map(),
    runners: [],
    faults: [],
    faultPolicy: null,
    rates: new Map(),
    watchers: new Set<() => void>(),
    busy: 0,
  } satisfies Omit<World, 'app' | 'ciApp'>;
  return {
    ...base,
    app: identify(base, { ...options.app, owner: `${options.app.slug}-team` }),
    ciApp: identify(base, {
      id: 15368,
      slug: 'github-actions',
      owner: 'github',
      permissions: { checks: 'write', contents: 'write', deployments: 'write', metadata: 'read' },
      events: [],
    }),
  };
}

type App = Pick<AppIdentity, 'id' | 'slug' | 'permissions' | 'events'> & { owner: string };

function identify(world: Omit<World, 'app' | 'ciApp'>, app: App): AppIdentity {
  return {
    id: app.id,
    nodeId: nodeId('A', app.id),
    slug: app.slug,
    name: app.slug === 'github-actions' ? 'GitHub Actions' : app.slug,
    owner: addAccount(world, app.owner, { type: 'Organization' }),
    bot: addAccount(world, `${app.slug}[bot]`, { type: 'Bot' }),
    permissions: { metadata: 'read', ...app.permissions },
    events: app.events,
    createdAt: world.now(),
  };
}
