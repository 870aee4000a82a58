import { createToken } from '../acts/installations.js';
import { nodeId } from '../state/node-id.js';
import type { InstallationToken, Permissions, RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';

/** The GITHUB_TOKEN of one job: `github-actions[bot]`, for this repository, with the permissions that the workflow gives. */
export function createJobToken(
  world: World,
  repository: RepositoryState,
  permissions: Permissions,
): InstallationToken {
  const id = world.newId();
  const now = world.now();
  const installation = {
    id,
    nodeId: nodeId('MDIz', id),
    account: repository.owner,
    repositoryIds: new Set([repository.id]),
    permissions,
    events: [],
    createdAt: now,
    updatedAt: now,
  };
  const token = createToken(world, installation, { permissions, repositoryIds: null });
  token.bot = world.ciApp.bot;
  return token;
}

/** What a job's token may do: what it names itself, else what its workflow does, else reading the code. */
export function permissionsOf(job: unknown, workflow: unknown): Permissions {
  const given = job ?? workflow ?? { contents: 'read' };
  if (typeof given !== 'object') throw new Error('permissions are a mapping here');
  const entries = Object.entries(given as Record<string, 'read' | 'write' | 'none'>);
  const granted = entries.filter(([, level]) => level !== 'none');
  const names = granted.map(([name, level]) => [name.replaceAll('-', '_'), level]);
  return { metadata: 'read', ...(Object.fromEntries(names) as Permissions) };
}
