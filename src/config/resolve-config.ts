import { type Gate, gates } from '#process/gate.js';
import { type Role, roles } from '#process/role.js';
import { parseDuration } from './duration.js';
import { freeze } from './freeze.js';
import type { EnvironmentSettings, ProbeSettings, RoleSource, Settings } from './settings.js';
import type { WrittenConfig, WrittenProbe, WrittenRole } from './written.js';

const defaultRoles: Readonly<Record<Role, RoleSource>> = {
  manager: withPermission('maintain'),
  client: { kind: 'unset' },
  developer: withPermission('write'),
  tester: withPermission('triage'),
  devops: withPermission('admin'),
};

const defaultGates: Readonly<Record<Gate, readonly Role[]>> = {
  discussion: ['client'],
  planning: ['manager'],
  testing: ['tester'],
  'integration-testing': ['tester'],
  demo: ['client'],
  'production-testing': ['tester'],
  'final-demo': ['client'],
};

/** The configuration with every default filled in, frozen. */
export function resolveConfig(written: WrittenConfig): Settings {
  const sources = Object.fromEntries(
    roles.map((role) => [role, resolveRole(written.roles?.[role]) ?? defaultRoles[role]]),
  );
  const who = sources as Settings['roles'];
  return freeze({
    roles: who,
    rules: {
      gates: resolveGates(written, who),
      selfApproval: written.approvals?.self ?? false,
      onBaseChange: written.integration?.['on-base-change'] ?? 'retest',
      requiredChecks: written.checks?.required ?? null,
      watchMs: parseDuration(written.production?.watch ?? '10m'),
    },
    labels: { intake: written.labels?.intake ?? 'greenlight', prefix: written.labels?.prefix ?? 'stage: ' },
    environments: resolveEnvironments(written.environments ?? {}),
    release: { tagPrefix: written.release?.['tag-prefix'] ?? 'v', bump: written.release?.bump ?? 'minor' },
    language: written.language ?? 'en',
  });
}

function resolveRole(written: WrittenRole | undefined): RoleSource | null {
  if (written === undefined) return null;
  if (written === 'none') return { kind: 'nobody' };
  if (typeof written === 'object' && 'permission' in written) return withPermission(written.permission);
  const people = typeof written === 'string' ? [written] : (written as readonly string[]);
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

function resolveEnvironments(written: NonNullable<WrittenConfig['environments']>): EnvironmentSettings {
  const production = (written.production?.probes ?? [{}]).map(resolveProbe);
  return {
    executor: written.executor ?? 'command',
    scripts: {
      provision: written.scripts?.provision ?? '.greenlight/provision',
      deploy: written.scripts?.deploy ?? '.greenlight/deploy',
      backup: written.scripts?.backup ?? '.greenlight/backup',
      restore: written.scripts?.restore ?? '.greenlight/restore',
      destroy: written.scripts?.destroy ?? '.greenlight/destroy',
    },
    timeoutMs: parseDuration(written.timeout ?? '15m'),
    pass: written.pass ?? [],
    production: {
      name: written.production?.name ?? 'production',
      url: written.production?.url ?? null,
      probes: production,
    },
    sandbox: {
      url: written.sandbox?.url ?? null,
      probes: written.sandbox?.probes?.map(resolveProbe) ?? production,
    },
  };
}

function resolveProbe(written: WrittenProbe): ProbeSettings {
  const path = written.path ?? '/';
  return {
    name: written.name ?? path,
    path,
    status: written.status ?? 200,
    contains: written.contains ?? null,
    commitHeader: written['commit-header'] ?? null,
    timeoutMs: parseDuration(written.timeout ?? '5s'),
    retries: written.retries ?? 20,
    intervalMs: parseDuration(written.interval ?? '1s'),
  };
}
