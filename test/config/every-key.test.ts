import { describe, expect, test } from '@jest/globals';
import { type Gate, gates } from '#process/gate.js';
import { stages } from '#process/stage.js';
import { listKeys } from '#config/list-keys.js';
import { defaultSettings, parseConfig } from '#config/parse-config.js';
import type { FreezeWindow } from '#process/freeze.js';
import type { ProbeSettings, Settings } from '#config/settings.js';
import type { SandboxRules } from '#process/rules.js';

/** For each key: a value that is not its default, as YAML, and where it is seen. */
const changes: Readonly<
  Record<string, readonly [yaml: string, see: (settings: Settings) => unknown, value: unknown]>
> = {
  'roles.manager': ['mia', ({ roles }) => roles.manager, people({ users: ['mia'] })],
  'roles.client': [
    '[carla, "@acme/shop.clients"]',
    ({ roles }) => roles.client,
    people({ users: ['carla'], teams: [{ org: 'acme', slug: 'shop.clients' }] }),
  ],
  'roles.developer': [
    '{permission: maintain}',
    ({ roles }) => roles.developer,
    people({ permission: 'maintain' }),
  ],
  'roles.tester': [
    '"@acme/testers"',
    ({ roles }) => roles.tester,
    people({ teams: [{ org: 'acme', slug: 'testers' }] }),
  ],
  'roles.devops': ['none', ({ roles }) => roles.devops, { kind: 'nobody' }],
  'gates.discussion': ['[client, manager]', ({ rules }) => rules.gates.discussion, ['client', 'manager']],
  'gates.planning': ['[tester]', ({ rules }) => rules.gates.planning, ['manager', 'tester']],
  'gates.testing': ['[tester, developer]', ({ rules }) => rules.gates.testing, ['tester', 'developer']],
  'gates.integration-testing': ['[]', ({ rules }) => rules.gates['integration-testing'], []],
  'gates.demo': ['[client, manager]', ({ rules }) => rules.gates.demo, ['client', 'manager']],
  'gates.production-testing': ['[devops]', ({ rules }) => rules.gates['production-testing'], ['devops']],
  'gates.final-demo': ['[]', ({ rules }) => rules.gates['final-demo'], []],
  'approvals.self': ['true', ({ rules }) => rules.selfApproval, true],
  'approvals.manager': ['2', ({ rules }) => rules.quorum.manager, 2],
  'approvals.client': ['3', ({ rules }) => rules.quorum.client, 3],
  'approvals.developer': ['2', ({ rules }) => rules.quorum.developer, 2],
  'approvals.tester': ['2', ({ rules }) => rules.quorum.tester, 2],
  'approvals.devops': ['2', ({ rules }) => rules.quorum.devops, 2],
  'scenarios.verdicts': ['optional', ({ rules }) => rules.verdicts, 'optional'],
  'checks.required': [
    '[test, "lint (node 20)"]',
    ({ rules }) => rules.requiredChecks,
    ['test', 'lint (node 20)'],
  ],
  'integration.on-base-change': ['checks', ({ rules }) => rules.onBaseChange, 'checks'],
  'labels.intake': ['task', ({ labels }) => labels.intake, 'task'],
  'labels.prefix': ['"step: "', ({ labels }) => labels.prefix, 'step: '],
  'environments.scripts.provision': [
    'ops/new',
    ({ environments }) => environments.scripts.provision,
    'ops/new',
  ],
  'environments.scripts.deploy': ['ops/up', ({ environments }) => environments.scripts.deploy, 'ops/up'],
  'environments.scripts.backup': ['ops/save', ({ environments }) => environments.scripts.backup, 'ops/save'],
  'environments.scripts.restore': [
    'ops/load',
    ({ environments }) => environments.scripts.restore,
    'ops/load',
  ],
  'environments.scripts.destroy': ['ops/end', ({ environments }) => environments.scripts.destroy, 'ops/end'],
  'environments.scripts.stop': ['ops/halt', ({ environments }) => environments.scripts.stop, 'ops/halt'],
  'environments.scripts.start': ['ops/go', ({ environments }) => environments.scripts.start, 'ops/go'],
  'environments.scripts.mask': ['ops/mask', ({ environments }) => environments.scripts.mask, 'ops/mask'],
  'environments.executor': ['command', ({ environments }) => environments.executor, 'command'],
  'environments.answered-by': [
    '["github-actions[bot]"]',
    ({ environments }) => environments.answeredBy,
    ['github-actions[bot]'],
  ],
  'environments.max-sandboxes': ['5', ({ rules }) => rules.sandbox.most, 5],
  'environments.sandbox.from.services': [
    '[web, worker]',
    ({ environments }) => environments.sandbox.from.services,
    ['web', 'worker'],
  ],
  'environments.sandbox.from.data': ['none', ({ environments }) => environments.sandbox.from.data, 'none'],
  'environments.backups.keep.count': ['3', ({ environments }) => environments.backups.keep.count, 3],
  'environments.backups.keep.days': ['90', ({ environments }) => environments.backups.keep.days, 90],
  'environments.backups.verify': ['restore', ({ environments }) => environments.backups.verify, 'restore'],
  'environments.backups.max-age': ['30m', ({ environments }) => environments.backups.maxAgeMs, 1_800_000],
  ...containerKeys(),
  'production.failures': ['5', ({ watch }) => watch.failures, 5],
  'production.interval': ['30s', ({ watch }) => watch.intervalMs, 30_000],
  'environments.timeout': ['2h', ({ environments }) => environments.timeoutMs, 7_200_000],
  'environments.pass': ['[SHOP_KEY]', ({ environments }) => environments.pass, ['SHOP_KEY']],
  'environments.production.name': ['live', ({ environments }) => environments.production.name, 'live'],
  'environments.production.url': [
    'https://shop.example',
    ({ environments }) => environments.production.url,
    'https://shop.example',
  ],
  'environments.sandbox.url': [
    '"http://{name}.shop.example/a"',
    ({ environments }) => environments.sandbox.url,
    'http://{name}.shop.example/a',
  ],
  'production.watch': ['30s', ({ rules }) => rules.watchMs, 30_000],
  'changes.without-task': ['adopt', ({ rules }) => rules.adoptsChanges, true],
  'labels.release': ['"bump "', ({ labels }) => labels.release, 'bump '],
  'release.version': ['commits', ({ release }) => release.version, 'commits'],
  'release.tag-prefix': ['""', ({ release }) => release.tagPrefix, ''],
  'release.bump': ['patch', ({ release }) => release.bump, 'patch'],
  'release.strategy': ['merge-then-deploy', ({ rules }) => rules.strategy, 'merge-then-deploy'],
  'release.method': ['squash', ({ release }) => release.method, 'squash'],
  language: ['ru', ({ language, clientLanguage }) => [language, clientLanguage], ['ru', 'ru']],
  'client-language': ['ru', ({ language, clientLanguage }) => [language, clientLanguage], ['en', 'ru']],
  'waiting.remind': ['[2d]', ({ rules }) => rules.waiting.testing.remindMs, [172_800_000]],
  'waiting.escalate': ['none', ({ rules }) => rules.waiting.demo.escalateTo, null],
  'waiting.expire': ['14d', ({ rules }) => rules.waiting.demo.expireMs, 1_209_600_000],
  ...Object.fromEntries(gates.flatMap((gate) => Object.entries(patienceKeys(gate)))),
  notify: ['[{hook: chat}]', ({ notify }) => notify, [{ hook: 'chat', on: stages }]],
  'notify[].hook': ['log', ({ notify }) => notify.map(({ hook }) => hook), ['log']],
  'notify[].on': ['[demo], hook: log', ({ notify }) => notify.map(({ on }) => on), [['demo']]],
  'calendar.timezone': ['Europe/Berlin', ({ rules }) => rules.calendar.timeZone, 'Europe/Berlin'],
  'calendar.days': ['[sun, mon]', ({ rules }) => rules.calendar.workingDays, [7, 1]],
  'calendar.holidays': ['["2026-12-25"]', ({ rules }) => rules.calendar.holidays, ['2026-12-25']],
  ...freezeKeys(),
  ...probeKeys('production'),
  ...probeKeys('sandbox'),
};

/** Keys that need a script that stops sandboxes. */
const ofStopping = {
  'environments.sandbox.ttl': ['14d', ({ ttlMs }) => ttlMs, 1_209_600_000],
  'environments.sandbox.idle-stop': ['12h', ({ idleMs }) => idleMs, 43_200_000],
} as const satisfies Record<string, readonly [string, (rules: SandboxRules) => unknown, unknown]>;

function patienceKeys(gate: Gate): typeof changes {
  const key = `waiting.gates.${gate}`;
  return {
    [`${key}.remind`]: ['[]', ({ rules }) => rules.waiting[gate].remindMs, []],
    [`${key}.escalate`]: ['devops', ({ rules }) => rules.waiting[gate].escalateTo, 'devops'],
    [`${key}.expire`]: ['20d', ({ rules }) => rules.waiting[gate].expireMs, 1_728_000_000],
  };
}

/** A freeze has two ends, so that what belongs to it is written along with each key. */
function freezeKeys(): typeof changes {
  const path = 'production.freeze';
  const ends = 'from: fri 16:00, to: mon 08:00';
  const first = (see: (window: FreezeWindow) => unknown) => (settings: Settings) =>
    settings.rules.freeze?.map(see);
  return {
    [path]: [`[{${ends}}, {from: "22:00", to: "06:00"}]`, first(({ every }) => every), ['week', 'day']],
    [`${path}[].from`]: ['2026-12-24 16:30, to: 2027-01-03', first(({ from }) => from / 60), [499_480.5]],
    [`${path}[].to`]: ['2027-01-03, from: 2026-12-24', first(({ to }) => to / 1_440), [20_822]],
    [`${path}[].timezone`]: [`Asia/Tokyo, ${ends}`, first(({ timezone }) => timezone), ['Asia/Tokyo']],
    [`${path}[].except-label`]: [`hotfix, ${ends}`, first(({ exceptLabel }) => exceptLabel), ['hotfix']],
    [`${path}[].reason`]: [`Nobody is there, ${ends}`, first(({ why }) => why), ['Nobody is there']],
  };
}

function containerKeys(): typeof changes {
  const own =
    (name: keyof Settings['environments']['container']) =>
    ({ environments: { container } }: Settings) =>
      container[name];
  const path = 'environments.container';
  return {
    [`${path}.file`]: ['ops/Dockerfile', own('file'), 'ops/Dockerfile'],
    [`${path}.build-args`]: ['["NODE_VERSION=20"]', own('buildArgs'), ['NODE_VERSION=20']],
    [`${path}.port`]: ['3000', own('port'), 3000],
    [`${path}.data`]: ['/var/lib/shop', own('data'), '/var/lib/shop'],
    [`${path}.memory`]: ['2g', own('memory'), '2g'],
    [`${path}.cpus`]: ['0.5', own('cpus'), 0.5],
    [`${path}.processes`]: ['64', own('processes'), 64],
    [`${path}.keep-images`]: ['0', own('keepImages'), 0],
  };
}

function probeKeys(kind: 'production' | 'sandbox'): typeof changes {
  const probe = (see: (probe: ProbeSettings) => unknown) => (settings: Settings) =>
    settings.environments[kind].probes.map(see);
  const path = `environments.${kind}.probes`;
  return {
    [path]: ['[{}, {path: /health}]', probe(({ path: asked }) => asked), ['/', '/health']],
    [`${path}[].name`]: ['front', probe(({ name }) => name), ['front']],
    [`${path}[].path`]: ['/a?b=c', probe(({ path: asked, name }) => [asked, name]), [['/a?b=c', '/a?b=c']]],
    [`${path}[].status`]: ['204', probe(({ status }) => status), [204]],
    [`${path}[].contains`]: ['"a: b"', probe(({ contains }) => contains), ['a: b']],
    [`${path}[].commit-header`]: ['X-Commit', probe(({ commitHeader }) => commitHeader), ['X-Commit']],
    [`${path}[].header.name`]: ['etag', probe(({ header }) => header?.name), ['etag']],
    [`${path}[].header.contains`]: [
      'html, name: content-type',
      probe(({ header }) => header?.contains),
      ['html'],
    ],
    [`${path}[].latency`]: ['800ms', probe(({ latencyMs }) => latencyMs), [800]],
    [`${path}[].timeout`]: ['1d', probe(({ timeoutMs }) => timeoutMs), [86_400_000]],
    [`${path}[].retries`]: ['0', probe(({ retries }) => retries), [0]],
    [`${path}[].interval`]: ['3m', probe(({ intervalMs }) => intervalMs), [180_000]],
  };
}

function people(named: object): object {
  return { kind: 'people', users: [], teams: [], permission: null, ...named };
}

/** `a.b[].c` and a value, as YAML. */
const write = (path: string, value: string): string =>
  path
    .split('.')
    .reduceRight(
      (held, name) => (name.endsWith('[]') ? `{${name.slice(0, -2)}: [${held}]}` : `{${name}: ${held}}`),
      value,
    );

function settingsOf(text: string): Settings {
  const parsed = parseConfig(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.settings;
}

const values = listKeys().filter(({ type }) => type !== 'section');

describe('every key of the configuration', () => {
  test.each(Object.entries(changes))('%s does what it says', (path, [yaml, see, value]) => {
    expect(see(defaultSettings)).not.toEqual(value);
    expect(see(settingsOf(write(path, yaml)))).toEqual(value);
  });

  test.each(Object.entries(ofStopping))('%s does what it says', (path, [yaml, see, value]) => {
    expect(see(defaultSettings.rules.sandbox)).toBeNull();
    const key = path.split('.').at(-1) ?? '';
    const text = `environments: {scripts: {stop: ops/halt}, sandbox: {${key}: ${yaml}}}`;
    expect(see(settingsOf(text).rules.sandbox)).toBe(value);
  });

  test('is tried here', () => {
    expect([...Object.keys(changes), ...Object.keys(ofStopping)].sort()).toEqual(
      values.map(({ path }) => path).sort(),
    );
  });

  test.each(values.filter(({ fallback }) => fallback !== null))(
    '$path has the default that its description says',
    ({ path, fallback }) => {
      expect(settingsOf(write(path, JSON.stringify(fallback)))).toEqual(
        settingsOf(path.includes('[]') ? write(path.split('.').slice(0, -1).join('.'), '{}') : '{}'),
      );
    },
  );
});

describe('what one key means for another', () => {
  test('sandboxes can be stopped where a script is named that does it', () => {
    expect(settingsOf('{}').rules.sandbox.canStop).toBe(false);
    expect(settingsOf('environments: {scripts: {stop: ops/halt}}').rules.sandbox.canStop).toBe(true);
  });

  test('a role that nobody has is not asked', () => {
    const { rules } = settingsOf('roles: {client: none}');
    expect(rules.gates).toMatchObject({ discussion: [], demo: [], 'final-demo': [], planning: ['manager'] });
  });

  test('a sandbox is probed as production is, unless it has probes of its own', () => {
    const production = 'production: {probes: [{path: /a}]}';
    expect(settingsOf(`environments: {${production}}`).environments.sandbox.probes).toMatchObject([
      { path: '/a' },
    ]);
    expect(
      settingsOf(`environments: {${production}, sandbox: {probes: [{path: /b}]}}`).environments,
    ).toMatchObject({ production: { probes: [{ path: '/a' }] }, sandbox: { probes: [{ path: '/b' }] } });
  });
});
