import { GitHubFault } from '#errors/github-fault.js';
import type { Freshness, GitHub, Permission } from '#ports/github.js';
import type { RepositoryRef } from '#process/task.js';
import { type Adapter, ofRepository } from './of-repository.js';

type People = Pick<GitHub, 'loadPermission' | 'isTeamMember' | 'forgetPeople'>;

const keptMs = 60_000;
const mostKept = 10_000;
const permissions: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** What people may do; each answer is remembered for a minute, or until GitHub tells that somebody's membership or access changed. */
export function openPeople(adapter: Adapter): People {
  const { remember, forget } = openMemory(adapter.now);
  return {
    loadPermission: (repository, login, look) =>
      remember({ repository, key: `permission:${repository.id}:${login}`, look }, async () => {
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
    isTeamMember: (repository, { org, slug }, login, look) =>
      remember({ repository, key: `team:${org}/${slug}:${login}`, look }, async () => {
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
    forgetPeople: forget,
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

interface Question {
  readonly repository: RepositoryRef;
  readonly key: string;
  readonly look: Freshness | undefined;
}

function openMemory(now: () => number): {
  readonly remember: <Value>(question: Question, ask: () => Promise<Value>) => Promise<Value>;
  readonly forget: (installation: number) => void;
} {
  const kept = new Map<string, { until: number; value: Promise<unknown> }>();
  return {
    remember: <Value>({ repository, key, look }: Question, ask: () => Promise<Value>): Promise<Value> => {
      const whole = `${repository.installation}:${key}`.toLowerCase();
      const known = kept.get(whole);
      if (look !== 'fresh' && known !== undefined && known.until > now())
        return known.value as Promise<Value>;
      const value = ask();
      if (kept.size >= mostKept) kept.clear();
      const entry = { until: now() + keptMs, value };
      kept.set(whole, entry);
      value.catch(() => kept.get(whole) === entry && kept.delete(whole));
      return value;
    },
    forget: (installation) => {
      for (const key of kept.keys()) if (key.startsWith(`${installation}:`)) kept.delete(key);
    },
  };
}
