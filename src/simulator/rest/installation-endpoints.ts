import type { Call, Routes } from '../http/call.js';
import { rateOf } from '../http/count-rate.js';
import { pageOf } from '../http/paginate.js';
import { reaches } from '../http/authorize.js';
import { renderProfile } from '../render/render-issue.js';
import { renderRepository } from '../render/render-repository.js';
import { apiUrl } from '../render/urls.js';
import { findAccount, found } from '../state/find.js';
import { refuse } from '../state/refuse.js';

export const installationEndpoints: Routes = {
  'GET /rate_limit': ({ world, caller }) => {
    const core = rateOf(world, caller.kind === 'installation' ? caller.installation.id : 0);
    const resources = { core, search: { ...core, limit: 30, used: 0, remaining: 30 }, graphql: core };
    return { status: 200, body: { resources, rate: core } };
  },
  'GET /users/{username}': ({ world, params }) => ({
    status: 200,
    body: renderProfile(world, findAccount(world, params['username'] ?? '')),
  }),
  'GET /installation/repositories': (call) => {
    const { world, caller } = call;
    if (caller.kind !== 'installation') throw refuse.badCredentials();
    const all = world.repositories.filter((one) => reaches(caller.token, one));
    const { items, headers } = pageOf(call, all);
    return {
      status: 200,
      headers,
      body: {
        total_count: all.length,
        repository_selection: 'selected',
        repositories: items.map((one) => renderRepository(world, one)),
      },
    };
  },
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': teamMembership,
};

/** Active or pending; a pending member has not accepted yet and must not count. */
function teamMembership({ world, params, caller }: Call) {
  const organization = findAccount(world, params['org'] ?? '');
  if (caller.kind !== 'installation' || caller.installation.account !== organization) throw refuse.notFound();
  const team = found(organization.teams.find((one) => one.slug === params['team_slug']));
  const login = (params['username'] ?? '').toLowerCase();
  const has = (logins: string[]): boolean => logins.some((one) => one.toLowerCase() === login);
  if (!has(team.members) && !has(team.pending)) throw refuse.notFound();
  return {
    status: 200,
    body: {
      url: apiUrl(
        world,
        `/organizations/${organization.id}/team/${team.id}/memberships/${params['username']}`,
      ),
      role: 'member',
      state: has(team.members) ? 'active' : 'pending',
    },
  };
}
