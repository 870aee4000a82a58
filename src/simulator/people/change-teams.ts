import type { Actor } from '../github.js';
import { renderAccount, renderTeam } from '../render/render-account.js';
import { findAccount, found } from '../state/find.js';
import { GitHubError } from '../state/github-error.js';
import type { Account, Team } from '../state/records.js';
import type { World } from '../state/world.js';
import { emitOfOrganization } from '../webhooks/emit.js';

/** Who belongs to a team of an organisation: changed by its members here, since the simulator knows no owners. */
export function changeTeams(world: World, by: Account): Pick<Actor, 'addToTeam' | 'removeFromTeam'> {
  return {
    addToTeam: (organization, slug, login) => {
      const { owner, team, member } = find(world, by, { organization, slug, login });
      team.members = [...team.members.filter((one) => one !== member.login), member.login];
      const fields = { scope: 'team', ...told(world, { owner, team, member }) };
      emitOfOrganization(world, owner, { event: 'membership', action: 'added', fields, by });
    },
    removeFromTeam: (organization, slug, login) => {
      const { owner, team, member } = find(world, by, { organization, slug, login });
      team.members = team.members.filter((one) => one !== member.login);
      const fields = { scope: 'team', ...told(world, { owner, team, member }) };
      emitOfOrganization(world, owner, { event: 'membership', action: 'removed', fields, by });
    },
  };
}

interface Membership {
  readonly owner: Account;
  readonly team: Team;
  readonly member: Account;
}

const told = (world: World, { owner, team, member }: Membership) => ({
  member: renderAccount(world, member),
  team: renderTeam(world, owner, team),
});

function find(
  world: World,
  by: Account,
  { organization, slug, login }: { organization: string; slug: string; login: string },
): Membership {
  const owner = findAccount(world, organization);
  if (!owner.members.includes(by.login)) throw new GitHubError(403, 'Must be a member of the organization.');
  return {
    owner,
    team: found(owner.teams.find((one) => one.slug === slug)),
    member: findAccount(world, login),
  };
}
