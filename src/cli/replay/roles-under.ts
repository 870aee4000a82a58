import type { RoleSource, Settings } from '#config/settings.js';
import type { Actor } from '#process/facts.js';
import { type Role, roles } from '#process/role.js';

type Sources = Settings['roles'];
type People = Extract<RoleSource, { kind: 'people' }>;
type Team = People['teams'][number];

/** What is known of somebody's roles: those they would have, and those that cannot be told from the journal. */
export interface KnownRoles {
  readonly held: readonly Role[];
  readonly unknown: readonly Role[];
}

const ranks = ['read', 'triage', 'write', 'maintain', 'admin'] as const;

/**
 * The roles that somebody would have had under other sources. The journal keeps which roles they had, and where roles came from
 * then; access and teams are inferred from that, and what cannot be inferred is said to be unknown.
 */
export function rolesUnder(actor: Actor, { then, now }: { then: Sources; now: Sources }): KnownRoles {
  if (actor.bot) return { held: [], unknown: [] };
  const told = roles.map((role) => ({ role, has: hasRole(actor, role, { then, now }) }));
  return {
    held: told.filter(({ has }) => has === true).map(({ role }) => role),
    unknown: told.filter(({ has }) => has === null).map(({ role }) => role),
  };
}

function hasRole(actor: Actor, role: Role, { then, now }: { then: Sources; now: Sources }): boolean | null {
  const source = now[role];
  if (JSON.stringify(source) === JSON.stringify(then[role])) return actor.roles.includes(role);
  if (source.kind !== 'people') return false;
  if (isNamed(actor, source)) return true;
  const ways = [
    ...(source.permission === null ? [] : [hasAccess(actor, source.permission, then)]),
    ...source.teams.map((team) => isMember(actor, team, then)),
  ];
  if (ways.includes(true)) return true;
  return ways.includes(null) ? null : false;
}

function isNamed({ login }: Actor, { users }: People): boolean {
  return users.some((user) => user.toLowerCase() === login.toLowerCase());
}

/** The roles that came from people then, each with whether this person had it. */
function evidence(actor: Actor, then: Sources): readonly { source: People; had: boolean }[] {
  return roles.flatMap((role) => {
    const source = then[role];
    return source.kind === 'people' ? [{ source, had: actor.roles.includes(role) }] : [];
  });
}

/** Who had a role by access alone had at least that access; who lacked one had less. */
function hasAccess(actor: Actor, wanted: (typeof ranks)[number], then: Sources): boolean | null {
  for (const { source, had } of evidence(actor, then)) {
    if (source.permission === null) continue;
    const order = ranks.indexOf(source.permission) - ranks.indexOf(wanted);
    const byAccess = had && source.teams.length === 0 && !isNamed(actor, source);
    if (byAccess && order >= 0) return true;
    if (!had && order <= 0) return false;
  }
  return null;
}

function isMember(actor: Actor, team: Team, then: Sources): boolean | null {
  for (const { source, had } of evidence(actor, then)) {
    const isOf = source.teams.some(({ org, slug }) => org === team.org && slug === team.slug);
    if (!isOf) continue;
    if (!had) return false;
    if (source.teams.length === 1 && source.permission === null && !isNamed(actor, source)) return true;
  }
  return null;
}
