import { createHash, randomBytes } from 'node:crypto';
import { findAccount, found, nameOf } from '../state/find.js';
import { nodeId } from '../state/node-id.js';
import type {
  Account,
  Installation,
  InstallationToken,
  Permissions,
  RepositoryState,
} from '../state/records.js';
import type { World } from '../state/world.js';
import { renderInstallation } from '../render/render-app.js';
import type { Json } from '../render/json.js';
import { emitInstallation } from '../webhooks/emit.js';

const hourMs = 3_600_000;

/** Installs the App on repositories of an account, or adds them to its installation there. */
export function installApp(world: World, account: string, repositories: string[]): Installation {
  const owner = findAccount(world, account);
  const chosen = repositories.map((name) =>
    found(world.repositories.find((one) => one.owner === owner && [one.name, nameOf(one)].includes(name))),
  );
  const existing = world.installations.find((one) => one.account === owner);
  return existing ? addRepositories(world, existing, chosen) : createInstallation(world, owner, chosen);
}

function createInstallation(world: World, account: Account, repositories: RepositoryState[]): Installation {
  const id = world.newId();
  const installation: Installation = {
    id,
    nodeId: nodeId('MDIz', id),
    account,
    repositoryIds: new Set(repositories.map((one) => one.id)),
    permissions: world.app.permissions,
    events: world.app.events,
    createdAt: world.now(),
    updatedAt: world.now(),
  };
  world.installations.push(installation);
  emitInstallation(world, installation, {
    event: 'installation',
    action: 'created',
    by: account,
    fields: {
      installation: renderInstallation(world, installation),
      repositories: repositories.map(shortRepository),
      requester: null,
    },
  });
  return installation;
}

function addRepositories(
  world: World,
  installation: Installation,
  repositories: RepositoryState[],
): Installation {
  const added = repositories.filter((one) => !installation.repositoryIds.has(one.id));
  for (const { id } of added) installation.repositoryIds.add(id);
  installation.updatedAt = world.now();
  emitInstallation(world, installation, {
    event: 'installation_repositories',
    action: 'added',
    by: installation.account,
    fields: {
      installation: renderInstallation(world, installation),
      repository_selection: 'selected',
      repositories_added: added.map(shortRepository),
      repositories_removed: [],
      requester: null,
    },
  });
  return installation;
}

function shortRepository(repository: RepositoryState): Json {
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: nameOf(repository),
    private: repository.private,
  };
}

/** Makes an installation token in GitHub's stateless form: long, never of a fixed length, good for an hour. */
export function createToken(
  world: World,
  installation: Installation,
  { permissions, repositoryIds }: { permissions: Permissions; repositoryIds: Set<number> | null },
): InstallationToken {
  const part = (bytes: number): string => randomBytes(bytes).toString('base64url');
  const header = Buffer.from('{"alg":"ES256","typ":"JWT"}').toString('base64url');
  const signature = createHash('sha256').update(part(32)).digest('base64url');
  const token: InstallationToken = {
    value: `ghs_${world.app.id}_${header}.${part(150)}.${signature}`,
    installation,
    permissions,
    repositoryIds,
    expiresAt: world.now() + (world.options.tokenLifetimeMs ?? hourMs),
  };
  world.tokens.set(token.value, token);
  return token;
}
