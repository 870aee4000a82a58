import { expect, test } from '@jest/globals';
import { parseConfig } from '#config/parse-config.js';
import type { Settings } from '#config/settings.js';

const from = 'acme/.github';

function settingsOf(own: string, defaults: string): Settings {
  const parsed = parseConfig(own, { from, text: defaults });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.settings;
}

/** The problems of both files, as people read them. */
function problems(own: string, defaults: string): readonly string[] {
  const parsed = parseConfig(own, { from, text: defaults });
  return parsed.ok
    ? []
    : parsed.problems.map(
        ({ from: file, line, column, key, message }) =>
          `${file ?? 'own'} ${line}:${column} ${key}: ${message}`,
      );
}

const people = (...users: readonly string[]) => ({ kind: 'people', users, teams: [], permission: null });

test('what a repository does not write comes from its owner’s file, key by key', () => {
  const { roles, labels, language, rules } = settingsOf(
    'roles: {client: carla}\nlabels: {intake: go}\n',
    'roles: {client: ceo, tester: tom}\nlabels: {intake: start, prefix: "at: "}\nlanguage: ru\napprovals: {self: true}\n',
  );
  expect(roles.client).toEqual(people('carla'));
  expect(roles.tester).toEqual(people('tom'));
  expect(labels).toMatchObject({ intake: 'go', prefix: 'at: ' });
  expect(language).toBe('ru');
  expect(rules.selfApproval).toBe(true);
});

test('people, lists and what stands below the second level are replaced, never mixed', () => {
  const { roles, rules, environments } = settingsOf(
    'roles: {tester: [tess]}\nchecks: {required: []}\nenvironments: {scripts: {deploy: bin/deploy}}\n',
    'roles: {tester: [tom, "@acme/qa"]}\nchecks: {required: [test]}\nenvironments: {scripts: {backup: bin/backup}, timeout: 5m}\n',
  );
  expect(roles.tester).toEqual(people('tess'));
  expect(rules.requiredChecks).toEqual([]);
  expect(environments.scripts).toMatchObject({ deploy: 'bin/deploy', backup: '.greenlight/backup' });
  expect(environments.timeoutMs).toBe(300_000);
});

test.each([
  ['', ''],
  ['roles: {client: carla}', ''],
  ['roles: {client: carla}', '# nothing yet'],
])('a file without keys gives nothing: %j with %j', (own, defaults) => {
  expect(parseConfig(own, { from, text: defaults })).toEqual(parseConfig(own));
});

test('a repository without a file of its own has all of its owner’s', () => {
  expect(settingsOf('', 'roles: {client: ceo}')).toEqual(settingsOf('roles: {client: ceo}', ''));
});

test('there is one level: the shared file names no other', () => {
  const [told, ...more] = problems('', 'extends: acme/base');
  expect(told).toContain(`${from} 1:1 extends: unknown key`);
  expect(more).toEqual([]);
});

test('what is wrong in the shared file is told with its name and place, before what is wrong in the own one', () => {
  expect(problems('lenguage: en', '# ours\nroles:\n  clinet: carla\n')).toEqual([
    `${from} 3:3 roles.clinet: unknown key; did you mean client?`,
    'own 1:1 lenguage: unknown key; did you mean language?',
  ]);
});

test('the shared file has to work alone, although the own one would make up for it', () => {
  const both = problems('roles: {manager: mia}', 'language: en\nroles: {manager: none}');
  expect(both).toEqual([
    `${from} 2:9 roles.manager: there must be a manager: nobody else can start the work`,
  ]);
});

test('what only both together get wrong is told on the own file, and says with whom', () => {
  expect(problems('language: en\nroles: {client: none}', 'gates: {demo: [client]}')).toEqual([
    `own 1:1 gates.demo.0: asks the client, but roles.client is none (together with what ${from} says)`,
  ]);
  expect(problems('language: en\napprovals: {tester: 2}', 'roles: {tester: tom}')).toEqual([
    `own 2:13 approvals.tester: asks for 2 approvals, but roles.tester names one person (together with what ${from} says)`,
  ]);
});

test('what the own file gets wrong by itself is told as if there were no other', () => {
  expect(problems('roles: {manager: none}', 'language: ru')).toEqual([
    'own 1:9 roles.manager: there must be a manager: nobody else can start the work',
  ]);
});

test('what a file lacks and the shared one has is not missing', () => {
  const own = 'environments: {sandbox: {ttl: 3d}}';
  expect(parseConfig(own).ok).toBe(false);
  expect(settingsOf(own, 'environments: {scripts: {stop: bin/stop}}').rules.sandbox.canStop).toBe(true);
});
