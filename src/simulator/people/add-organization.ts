import type { OrganizationOptions } from '../github.js';
import { addAccount } from '../state/add-account.js';
import { findAccount } from '../state/find.js';
import { nodeId } from '../state/node-id.js';
import type { World } from '../state/world.js';

/** Adds an organization; the members of its teams are its members too, those pending are not yet. */
export function addOrganization(
  world: World,
  login: string,
  { members = [], teams = {} }: OrganizationOptions,
): void {
  const organization = addAccount(world, login, { type: 'Organization' });
  const teamMembers = Object.values(teams).flatMap((team) => team.members);
  organization.members = [...new Set([...members, ...teamMembers])].map(
    (one) => findAccount(world, one).login,
  );
  organization.teams = Object.entries(teams).map(([name, team]) => {
    const id = world.newId();
    const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    return { id, nodeId: nodeId('T', id), name, slug, members: team.members, pending: team.pending ?? [] };
  });
}
