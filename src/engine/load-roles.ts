import type { RoleSource, Settings } from '#config/settings.js';
import type { GitHub, Permission } from '#ports/github.js';
import { type Role, roles } from '#process/role.js';
import type { Login, RepositoryRef } from '#process/task.js';

const ranks: readonly Permission[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** The roles a person has here. One request when a role is given by permission, one for each team asked; none for lists of names. */
export async function loadRoles(
  github: Pick<GitHub, 'loadPermission' | 'isTeamMember'>,
  { repository, login, settings }: { repository: RepositoryRef; login: Login; settings: Settings },
): Promise<readonly Role[]> {
  const held = await Promise.all(
    roles.map(async (role) =>
      (await hasRole(github, settings.roles[role], { repository, login })) ? [role] : [],
    ),
  );
  return held.flat();
}

async function hasRole(
  github: Pick<GitHub, 'loadPermission' | 'isTeamMember'>,
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
