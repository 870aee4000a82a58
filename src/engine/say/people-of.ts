import type { RoleSource, Settings } from '#config/settings.js';
import { type Role, roles } from '#process/role.js';

/** Who has each role, for reading: names without a mention. */
export function peopleOf(settings: Settings): Readonly<Record<Role, string>> {
  const named = roles.map((role) => [role, describe(settings.roles[role])] as const);
  return Object.fromEntries(named) as Record<Role, string>;
}

function describe(source: RoleSource): string {
  if (source.kind === 'unset') return 'nobody yet';
  if (source.kind === 'nobody') return 'nobody';
  const names = [...source.users, ...source.teams.map(({ org, slug }) => `${org}/${slug}`)];
  if (source.permission !== null) names.push(`everyone with ${source.permission} access`);
  return names.join(', ');
}
