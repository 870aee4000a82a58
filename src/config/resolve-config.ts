import { gates } from '#process/gate.js';
import { type Role, roles } from '#process/role.js';
import type { Rules } from '#process/rules.js';
import { stages } from '#process/stage.js';
import { defaultGates } from './default-gates.js';
import { parseDuration } from './duration.js';
import { resolveEnvironments } from './resolve-environments.js';
import { freeze } from './freeze.js';
import { parseFreeze } from './parse-freeze.js';
import { resolveCalendar, resolveWaiting } from './resolve-waiting.js';
import type { RoleSource, Settings } from './settings.js';
import type { WrittenConfig, WrittenRole } from './written.js';

const defaultRoles: Readonly<Record<Role, RoleSource>> = {
  manager: withPermission('maintain'),
  client: { kind: 'unset' },
  developer: withPermission('write'),
  tester: withPermission('triage'),
  devops: withPermission('admin'),
};

/** The configuration with every default filled in, frozen. */
export function resolveConfig(written: WrittenConfig): Settings {
  const { labels, release, language = 'en' } = written;
  const sources = resolveRoles(written.roles ?? {});
  return freeze({
    roles: sources,
    rules: resolveRules(written, sources),
    labels: { intake: 'greenlight', prefix: 'stage: ', release: 'release: ', ...labels },
    environments: resolveEnvironments(written.environments ?? {}),
    watch: resolveWatch(written.production),
    release: resolveRelease(release),
    notify: (written.notify ?? []).map(({ hook, on = stages }) => ({ hook, on })),
    language,
    clientLanguage: written['client-language'] ?? language,
  });
}

function resolveRelease(written: WrittenConfig['release'] = {}): Settings['release'] {
  return {
    tagPrefix: written['tag-prefix'] ?? 'v',
    bump: written.bump ?? 'minor',
    version: written.version ?? 'bump',
    method: written.method ?? 'merge',
  };
}

function resolveWatch({
  failures = 3,
  interval = '5s',
}: WrittenConfig['production'] = {}): Settings['watch'] {
  return { failures, intervalMs: parseDuration(interval) };
}

function resolveRoles(written: NonNullable<WrittenConfig['roles']>): Settings['roles'] {
  const sources = roles.map((role) => [role, resolveRole(written[role]) ?? defaultRoles[role]] as const);
  return Object.fromEntries(sources) as Settings['roles'];
}

function resolveRules(written: WrittenConfig, sources: Settings['roles']): Rules {
  const calendar = resolveCalendar(written);
  const { production = {}, release = {} } = written;
  return {
    ...resolveJudging(written, sources),
    strategy: release.strategy ?? 'deploy-then-merge',
    watchMs: parseDuration(production.watch ?? '10m'),
    ...(written.changes?.['without-task'] === 'adopt' && { adoptsChanges: true }),
    waiting: resolveWaiting(written),
    calendar,
    freeze: (production.freeze ?? []).map((one) => parseFreeze(one, calendar.timeZone)),
    sandbox: resolveSandboxLife(written.environments ?? {}),
  };
}

type Judging = 'gates' | 'quorum' | 'verdicts' | 'selfApproval' | 'onBaseChange' | 'requiredChecks';

function resolveJudging(written: WrittenConfig, sources: Settings['roles']): Pick<Rules, Judging> {
  const { approvals = {} } = written;
  return {
    gates: resolveGates(written, sources),
    quorum: resolveQuorum(approvals),
    verdicts: written.scenarios?.verdicts ?? 'required',
    selfApproval: approvals.self ?? false,
    onBaseChange: written.integration?.['on-base-change'] ?? 'retest',
    requiredChecks: written.checks?.required ?? null,
  };
}

/** A sandbox can be stopped where the repository names a script that does it; a container always. */
function resolveSandboxLife({
  executor,
  scripts = {},
  sandbox = {},
  'max-sandboxes': most,
}: NonNullable<WrittenConfig['environments']>): Rules['sandbox'] {
  const span = (text: string | undefined): number | null => (text === undefined ? null : parseDuration(text));
  return {
    canStop: executor === 'container' || scripts.stop !== undefined,
    ttlMs: span(sandbox.ttl),
    idleMs: span(sandbox['idle-stop']),
    most: most ?? null,
  };
}

function resolveQuorum(written: NonNullable<WrittenConfig['approvals']>): Rules['quorum'] {
  return Object.fromEntries(roles.map((role) => [role, written[role] ?? 1])) as Rules['quorum'];
}

function resolveRole(written: WrittenRole | undefined): RoleSource | null {
  if (written === undefined) return null;
  if (written === 'none') return { kind: 'nobody' };
  if (typeof written === 'object' && 'permission' in written) return withPermission(written.permission);
  const people = typeof written === 'string' ? [written] : written;
  const teams = people
    .filter((person) => person.startsWith('@'))
    .map((team) => team.slice(1).split('/') as [string, string]);
  return {
    kind: 'people',
    users: people.filter((person) => !person.startsWith('@')),
    teams: teams.map(([org, slug]) => ({ org, slug })),
    permission: null,
  };
}

function withPermission(permission: 'read' | 'triage' | 'write' | 'maintain' | 'admin'): RoleSource {
  return { kind: 'people', users: [], teams: [], permission };
}

/** A role that nobody has is not asked; the manager always approves the plan. */
function resolveGates(
  { gates: written = {} }: WrittenConfig,
  who: Settings['roles'],
): Settings['rules']['gates'] {
  const resolved = gates.map((gate) => {
    const asked = (written[gate] ?? defaultGates[gate]).filter((role) => who[role].kind !== 'nobody');
    const complete: readonly Role[] =
      gate === 'planning' && !asked.includes('manager') ? ['manager', ...asked] : asked;
    return [gate, complete] as const;
  });
  return Object.fromEntries(resolved) as Settings['rules']['gates'];
}
