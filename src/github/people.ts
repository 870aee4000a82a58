import { GitHubFault } from '#errors/github-fault.js';
import type { GitHub, Permission } from '#ports/github.js';
import { type Adapter, ofRepository } from './of-repository.js';

type People = Pick<GitHub, 'loadPermission' | 'isTeamMember'>;

const keptMs = 60_000;
const mostKept = 10_000;
const permissions: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** What people may do; each answer is remembered for a minute. */
export function openPeople(adapter: Adapter): People {
  const remember = openMemory(adapter.now);
  return {
    loadPermission: (repository, login) =>
      remember(`permission:${repository.id}:${login.toLowerCase()}`, async () => {
        const { octokit, at } = ofRepository(adapter, repository);
        return missingIs<Permission>('none', async () => {
          const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({
            ...at,
            username: login,
          });
          if (data.user?.type !== 'User') return 'none';
          return toPermission(data);
        });
      }),
    isTeamMember: (repository, { org, slug }, login) =>
      remember(`team:${repository.installation}:${org}/${slug}:${login}`.toLowerCase(), async () => {
        const { octokit } = ofRepository(adapter, repository);
        return missingIs(false, async () => {
          const { data } = await octokit.rest.teams.getMembershipForUserInOrg({
            org,
            team_slug: slug,
            username: login,
          });
          return data.state === 'active';
        });
      }),
  };
}

/** `permission` knows only admin, write and read; a role of an organisation's own making has one of these below it. */
function toPermission({
  role_name: role,
  permission,
}: {
  role_name: string;
  permission: string;
}): Permission {
  return (
    permissions.find((known) => known === role) ?? permissions.find((known) => known === permission) ?? 'none'
  );
}

async function missingIs<Value>(value: Value, ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GitHubFault && error.kind === 'gone') return value;
    throw error;
  }
}

function openMemory(now: () => number) {
  const kept = new Map<string, { until: number; value: Promise<unknown> }>();
  return <Value>(key: string, ask: () => Promise<Value>): Promise<Value> => {
    const known = kept.get(key);
    if (known !== undefined && known.until > now()) return known.value as Promise<Value>;
    const value = ask();
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, { until: now() + keptMs, value });
    value.catch(() => kept.delete(key));
    return value;
  };
}
