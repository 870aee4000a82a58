import type { RoleSource, Settings } from '#config/settings.js';
import type { Freshness, GitHub, Permission } from '#ports/github.js';
import { type Role, roles } from '#process/role.js';
import type { Login, RepositoryRef } from '#process/task.js';

const ranks: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** The roles a person has here. One request when a role is given by permission, one for each team asked; none for lists of names. */
export async function loadRoles(
  github: Pick<GitHub, 'loadPermission' | 'isTeamMember'>,
  {
    repository,
    login,
    settings,
    look = 'remembered',
  }: { repository: RepositoryRef; login: Login; settings: Settings; look?: Freshness },
): Promise<readonly Role[]> {
  const people = askedOnce(github, look);
  const held: Role[] = [];
  // One after another: what was just asked for one role is not asked again for the next.
  for (const role of roles)
    if (await hasRole(people, settings.roles[role], { repository, login })) held.push(role);
  return held;
}

type People = Pick<GitHub, 'loadPermission' | 'isTeamMember'>;

/** `fresh` goes past what was remembered the first time a question is asked, and not again for each role. */
function askedOnce(github: People, look: Freshness): People {
  const asked = new Set<string>();
  const lookFor = (key: string): Freshness => {
    const first = look === 'fresh' && !asked.has(key);
    asked.add(key);
    return first ? 'fresh' : 'remembered';
  };
  return {
    loadPermission: (repository, login) => github.loadPermission(repository, login, lookFor('permission')),
    isTeamMember: (repository, team, login) =>
      github.isTeamMember(repository, team, login, lookFor(`${team.org}/${team.slug}`)),
  };
}

async function hasRole(
  github: People,
  source: RoleSource,
  { repository, login }: { repository: RepositoryRef; login: Login },
): Promise<boolean> {
  if (source.kind !== 'people') return false;
  if (source.users.some((user) => user.toLowerCase() === login.toLowerCase())) return true;
  if (source.permission !== null) {
    const permission = await github.loadPermission(repository, login);
    if (ranks.indexOf(permission) >= ranks.indexOf(source.permission)) return true;
  }
  for (const team of source.teams) if (await github.isTeamMember(repository, team, login)) return true;
  return false;
}
