import { describe, expect, test } from '@jest/globals';
import { gates } from '#process/gate.js';
import { defaultSettings, parseConfig } from '#config/parse-config.js';

const everyone = (permission: string) => ({ kind: 'people', users: [], teams: [], permission });

describe('a repository that says nothing', () => {
  test('has the roles of its permissions, and no client yet', () => {
    expect(defaultSettings.roles).toEqual({
      manager: everyone('maintain'),
      client: { kind: 'unset' },
      developer: everyone('write'),
      tester: everyone('triage'),
      devops: everyone('admin'),
    });
  });

  test('asks the people of the process at each gate', () => {
    expect(defaultSettings.rules).toEqual({
      gates: {
        discussion: ['client'],
        planning: ['manager'],
        testing: ['tester'],
        'integration-testing': ['tester'],
        demo: ['client'],
        'production-testing': ['tester'],
        'final-demo': ['client'],
      },
      quorum: { manager: 1, client: 1, developer: 1, tester: 1, devops: 1 },
      verdicts: 'required',
      selfApproval: false,
      onBaseChange: 'retest',
      requiredChecks: null,
      strategy: 'deploy-then-merge',
      watchMs: 600_000,
      waiting: Object.fromEntries(
        gates.map((gate) => [
          gate,
          { remindMs: [86_400_000, 259_200_000], escalateTo: 'manager', expireMs: null },
        ]),
      ),
      calendar: { timeZone: 'UTC', workingDays: [1, 2, 3, 4, 5], holidays: [] },
      freeze: [],
      sandbox: { canStop: false, ttlMs: null, idleMs: null, most: null },
    });
  });

  test('has labels, scripts, one probe and release numbers', () => {
    const probe = {
      name: '/',
      path: '/',
      status: 200,
      contains: null,
      commitHeader: null,
      header: null,
      latencyMs: null,
      timeoutMs: 5_000,
      retries: 20,
      intervalMs: 1_000,
    };
    expect(defaultSettings).toMatchObject({
      labels: { intake: 'greenlight', prefix: 'stage: ', release: 'release: ' },
      environments: {
        executor: 'github-deployments',
        scripts: {
          provision: '.greenlight/provision',
          deploy: '.greenlight/deploy',
          backup: '.greenlight/backup',
          restore: '.greenlight/restore',
          destroy: '.greenlight/destroy',
        },
        timeoutMs: 900_000,
        pass: [],
        production: { name: 'production', url: null, probes: [probe] },
        sandbox: { url: null, probes: [probe] },
      },
      release: { tagPrefix: 'v', bump: 'minor', version: 'bump', method: 'merge' },
      language: 'en',
      clientLanguage: 'en',
    });
  });

  test.each([
    '',
    '\n\n',
    '# only\n  # comments\n',
    '---\n',
    '---\n...\n',
    '{}',
    '~',
    '\ufeff',
    '\ufeff# x\r\n',
  ])('as %j', (text) => {
    expect(parseConfig(text)).toEqual({ ok: true, settings: defaultSettings });
  });
});

test('a setting cannot be changed after it was read, however deep it lies', () => {
  const parsed = parseConfig(
    'checks: {required: [test]}\nenvironments: {sandbox: {probes: [{}]}}\nroles: {tester: [tom, "@a/b"]}',
  );
  const open: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Object.isFrozen(value)) open.push(path);
    for (const [key, held] of Object.entries(value)) visit(held, `${path}.${key}`);
  };
  visit(defaultSettings, 'default');
  visit(parsed.ok && parsed.settings, 'parsed');
  expect(parsed.ok).toBe(true);
  expect(open).toEqual([]);
});
