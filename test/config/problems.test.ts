import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '#config/parse-config.js';
import { configSchema } from '#config/schema.js';

/** The problems of a file, as people read them. */
function problems(...lines: readonly string[]): readonly string[] {
  const parsed = parseConfig(lines.join('\n'));
  return parsed.ok
    ? []
    : parsed.problems.map(({ line, column, key, message }) => `${line}:${column} ${key}: ${message}`);
}

test('every problem is told at once, in the order of the lines', () => {
  expect(
    problems(
      'roles:',
      '  client: [carla, "not a name"]',
      '  clinet: carla',
      '  manager: {permission: maintian}',
      'gates:',
      '  demo: [cliente]',
      '  demo: [client]',
      'environments:',
      '  timeout: soon',
      '  scripts:',
      '    deploy: ../deploy',
      'release:',
      '  bump: huge',
      'lenguage: en',
    ),
  ).toEqual([
    '2:19 roles.client.1: must be a username, or a team as @org/team',
    '3:3 roles.clinet: unknown key; did you mean client?',
    '4:13 roles.manager.permission: must be one of read, triage, write, maintain, admin; did you mean maintain?',
    '7:3 gates.demo: this key is given twice',
    '9:3 environments.timeout: must be a duration such as 30s, 10m, 2h or 1d; 99h or 24d are the most',
    '11:5 environments.scripts.deploy: must be a path inside the repository, without ..',
    '13:3 release.bump: must be one of major, minor, patch',
    '14:1 lenguage: unknown key; did you mean language?',
  ]);
});

const sections = Object.keys(configSchema.properties).join(', ');

describe('roles', () => {
  test.each([
    ['roles: {client: }', '1:9 roles.client: is empty: give it a value, or take the key out'],
    ['roles: {client: []}', '1:9 roles.client: must not be empty'],
    [
      'roles: {client: 5}',
      '1:9 roles.client: must be a username, a list of usernames and @org/team names, {permission: …}, or none',
    ],
    [
      'roles: {client: a b}',
      '1:9 roles.client: must be a username, a list of usernames and @org/team names, {permission: …}, or none',
    ],
    ['roles: {client: [none]}', '1:18 roles.client.0: must be a username, or a team as @org/team'],
    ['roles: {client: ["@acme"]}', '1:18 roles.client.0: must be a username, or a team as @org/team'],
    ['roles: {client: [12]}', '1:18 roles.client.0: must be text: put it in quotes'],
    ['roles: {client: {}}', '1:9 roles.client: needs the key permission'],
    [
      'environments: {sandbox: {ttl: 14d}}',
      '1:26 environments.sandbox.ttl: stops sandboxes, but environments.scripts.stop names no script that does it',
    ],
    [
      'environments: {sandbox: {idle-stop: 2h}}',
      '1:26 environments.sandbox.idle-stop: stops sandboxes, but environments.scripts.stop names no script that does it',
    ],
    ['roles: {manager: none}', '1:9 roles.manager: there must be a manager: nobody else can start the work'],
    [
      'roles: {boss: mia}',
      '1:9 roles.boss: unknown key; known are manager, client, developer, tester, devops',
    ],
  ])('%s', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test('a gate that asks a role which nobody has', () => {
    expect(
      problems(
        'roles: {client: none, tester: none}',
        'gates:',
        '  demo: [manager, client]',
        '  testing: [tester]',
      ),
    ).toEqual([
      '3:19 gates.demo.1: asks the client, but roles.client is none',
      '4:13 gates.testing.0: asks the tester, but roles.tester is none',
    ]);
  });
});

describe('values', () => {
  test.each([
    ['roles: [mia]', '1:1 roles: must be a section with keys'],
    ['roles:', '1:1 roles: is empty: give it a value, or take the key out'],
    ['gates: {demo: client}', '1:9 gates.demo: must be a list'],
    ['gates: {demo: [client, client]}', '1:9 gates.demo: names client twice'],
    [
      'gates: {lunch: []}',
      '1:9 gates.lunch: unknown key; known are discussion, planning, testing, integration-testing, demo, production-testing, final-demo',
    ],
    ['approvals: {self: yes}', '1:13 approvals.self: must be true or false'],
    [
      'approvals: {client: 2}\nroles: {client: carla}',
      '1:13 approvals.client: asks for 2 approvals, but roles.client names one person',
    ],
    ['checks: {required: [""]}', '1:21 checks.required.0: must not be empty'],
    [
      'integration: {onBaseChange: retest}',
      '1:15 integration.onBaseChange: unknown key; did you mean on-base-change?',
    ],
    ['labels: {intake: " x"}', '1:10 labels.intake: must be the name of a label, without spaces at its ends'],
    ['labels: {prefix: ""}', '1:10 labels.prefix: must not be empty, and not begin with a space'],
    [
      'labels: {intake: "Stage: Demo"}',
      '1:10 labels.intake: makes the label of the stage demo the one that starts a task',
    ],
    [
      'labels: {prefix: "Stage: ", intake: "stage: demo"}',
      '1:29 labels.intake: makes the label of the stage demo the one that starts a task',
    ],
    [
      'labels: {prefix: green, intake: greendemo}',
      '1:25 labels.intake: makes the label of the stage demo the one that starts a task',
    ],
    [`labels: {intake: ${'x'.repeat(51)}}`, '1:10 labels.intake: must not be longer than 50 characters'],
    [
      'environments: {executor: docker}',
      '1:16 environments.executor: must be one of github-deployments, command, container',
    ],
    [
      'environments: {pass: [shop_key]}',
      '1:23 environments.pass.0: must be the name of a variable, in capitals',
    ],
    [
      'environments: {production: {name: sandbox-1-2}}',
      '1:29 environments.production.name: must be of small letters, digits and hyphens, and not begin with sandbox-, as the sandboxes do',
    ],
    [
      'environments: {production: {url: "https://"}}',
      '1:29 environments.production.url: must be an address that begins with http:// or https://',
    ],
    ['environments: {production: {probes: []}}', '1:29 environments.production.probes: must not be empty'],
    [
      'environments: {production: {probes: [{status: 99}]}}',
      '1:39 environments.production.probes.0.status: must be 100 or more',
    ],
    [
      'environments: {production: {probes: [{status: 600}]}}',
      '1:39 environments.production.probes.0.status: must be 599 or less',
    ],
    [
      'environments: {production: {probes: [{retries: 1.5}]}}',
      '1:39 environments.production.probes.0.retries: must be a whole number',
    ],
    [
      'environments: {production: {probes: [{path: health}]}}',
      '1:39 environments.production.probes.0.path: must be a path that begins with /',
    ],
    ['release: {tag-prefix: 1}', '1:11 release.tag-prefix: must be text: put it in quotes'],
    ['language: de', '1:1 language: must be one of en, ru'],
    ['client-language: russian', '1:1 client-language: must be one of en, ru'],
  ])('%s', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test.each(['30', '0s', '1y', '25d', '100h', '10000m', '1000000s', '-1s', '1.5h', ' 1s', '1s '])(
    '"%s" is no duration',
    (text) => {
      expect(problems(`production: {watch: "${text}"}`)).toHaveLength(1);
    },
  );
});

describe('the text itself', () => {
  test.each([
    [
      'a tab',
      'roles:\n\tclient: x',
      '2:1 : this is not YAML: tab characters must not be used in indentation',
    ],
    [
      'an open bracket',
      'gates: [',
      '1:9 : this is not YAML: unexpected end of the stream within a flow collection',
    ],
    [
      'a tag',
      'roles: !!js/function x',
      '1:8 : this is not YAML: unknown scalar tag !<tag:yaml.org,2002:js/function>',
    ],
    [
      'an alias',
      'roles: &r\n  client: x\ngates: *r',
      '3:9 gates: aliases are not allowed: write the value out',
    ],
    ['a merge', '<<: {language: en}', `1:1 <<: unknown key; known are ${sections}`],
    ['two documents', 'language: en\n---\nlanguage: en', '3:1 : there is more than one document in the file'],
    [
      'an item that is not there',
      'checks:\n  required:\n    -\n',
      '2:3 checks.required.0: is empty: give it a value, or take the key out',
    ],
    ['a nest of lists', '['.repeat(40), '1:20 : this is not YAML: nesting exceeded maxDepth (20)'],
    ['a list', '- roles', '1:1 : must be a section with keys'],
    ['a word', 'roles', '1:1 : must be a section with keys'],
    ['a key that is a list', 'language: en\n? [a]\n: b', '2:3 : a key must be a name'],
    ['a number for a key', '12: x', `1:1 12: unknown key; known are ${sections}`],
    [
      'nothing for a key',
      'roles:\n  ~: x',
      '2:3 roles.null: unknown key; known are manager, client, developer, tester, devops',
    ],
    [
      'a key with a slash and a tilde',
      'roles:\n  "a/b~c.d": x',
      '2:3 roles.a/b~c.d: unknown key; known are manager, client, developer, tester, devops',
    ],
    [
      'a key twice, written differently',
      'language: en\n"language": en',
      '2:1 language: this key is given twice',
    ],
    ['a control character', 'language: "\x07"', '1:12 : this is not YAML: expected valid JSON character'],
    ['a file of more than 64 KB', `# ${'x'.repeat(65_536)}`, '1:1 : the file is larger than 64 KB'],
  ])('%s', (_what, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'the key %s is a key like any other',
    (key) => {
      expect(problems(`${key}: {language: en}`)).toEqual([
        expect.stringMatching(new RegExp(`^1:1 ${key}: unknown key`)),
      ]);
      expect(problems('roles:', `  ${key}: {permission: admin}`)).toEqual([
        expect.stringMatching(new RegExp(`^2:3 roles.${key}: unknown key`)),
      ]);
      expect(problems('environments: {production: {probes: [', `{${key}: x}]}}`)).toHaveLength(1);
    },
  );

  test('lines end as they do on Windows and on old Macs, and a byte order mark takes no column', () => {
    expect(problems('language: en\r\nroles:\r\n  boos: x\r\n')).toEqual([
      expect.stringMatching(/^3:3 roles.boos/),
    ]);
    expect(problems('language: en\rroles:\r  boos: x\r')).toEqual([expect.stringMatching(/^3:3 roles.boos/)]);
    expect(problems('\ufefflanguge: en')).toEqual(['1:1 languge: unknown key; did you mean language?']);
  });

  test('of very many problems the first are told', () => {
    const told = problems('roles:', ...Array.from({ length: 3_000 }, (_, index) => `  k${index}: x`));
    expect(told).toHaveLength(51);
    expect(told.at(-1)).toBe('52:3 : and 2950 more');
  });
});

describe('waiting', () => {
  const unordered = 'each reminder must come later than the one before, and expire last';

  test.each([
    ['waiting: {remind: [3d, 1d]}', `1:1 waiting: ${unordered}`],
    ['waiting: {expire: 2d}', `1:1 waiting: ${unordered}`],
    ['waiting: {gates: {demo: {remind: [5d], expire: 5d}}}', `1:19 waiting.gates.demo: ${unordered}`],
    [
      'waiting: {expire: soon}',
      '1:11 waiting.expire: must be a duration such as 14d, or never; 24d are the most',
    ],
    [
      'calendar: {timezone: Europe/Bern1}',
      '1:12 calendar.timezone: must be the name of a time zone, such as Europe/Berlin',
    ],
    ['calendar: {holidays: ["25.12."]}', '1:23 calendar.holidays.0: must be a day such as 2026-12-25'],
    ['calendar: {days: []}', '1:12 calendar.days: must not be empty'],
  ])('%s', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });
});
