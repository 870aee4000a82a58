import type { Answer, Call, RepositoryCall, RepositoryRoutes, Routes } from '../http/call.js';
import { listAnswer } from '../http/paginate.js';
import type { Json } from '../render/json.js';
import { renderAccount } from '../render/render-account.js';
import { findAccount, found } from '../state/find.js';
import { refuse } from '../state/refuse.js';
import { hasRole, isCollaborator, roleOf } from '../state/role.js';
import type { Account, Role } from '../state/records.js';

const wanted: Record<string, Role> = {
  pull: 'read',
  triage: 'triage',
  push: 'write',
  maintain: 'maintain',
  admin: 'admin',
};

/** Who works on a repository; `permission` asks for those with that access or more. */
export const collaboratorEndpoints: RepositoryRoutes = {
  'GET /repos/{owner}/{repo}/collaborators': (call) => {
    const least = wanted[call.query.get('permission') ?? 'pull'] ?? 'read';
    const people = [...call.world.accounts.values()].filter(
      (account) =>
        account.type === 'User' &&
        isCollaborator(account, call.repository) &&
        hasRole(roleOf(account, call.repository), least),
    );
    return listAnswer(call, people, (account) => renderCollaborator(call, account));
  },
};

/** Active members only, as GitHub lists them. */
export const teamEndpoints: Routes = {
  'GET /orgs/{org}/teams/{team_slug}/members': teamMembers,
};

function teamMembers(call: Call): Answer {
  const { world, params, caller } = call;
  const organization = findAccount(world, params['org'] ?? '');
  if (caller.kind !== 'installation' || caller.installation.account !== organization) throw refuse.notFound();
  const team = found(organization.teams.find(({ slug }) => slug === params['team_slug']));
  const people = team.members.map((login) => findAccount(world, login));
  return listAnswer(call, people, (account) => renderAccount(world, account));
}

function renderCollaborator({ world, repository }: RepositoryCall, account: Account): Json {
  const role = roleOf(account, repository);
  return {
    ...renderAccount(world, account),
    permissions: {
      admin: role === 'admin',
      maintain: hasRole(role, 'maintain'),
      push: hasRole(role, 'write'),
      triage: hasRole(role, 'triage'),
      pull: true,
    },
    role_name: role,
  };
}
