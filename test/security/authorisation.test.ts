import { afterEach, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings } from '#config/parse-config.js';
import { loadRoles } from '#engine/load-roles.js';
import type { GitHub } from '#ports/github.js';
import type { Decision } from '#process/decision.js';
import type { Source } from '#process/event.js';
import type { Role } from '#process/role.js';
import { type Delivery, deliveryAt, no, type Words, yes } from '../process/delivery.js';
import { api, noMoreRequests, repo, shop, startGitHubAdapter } from '../github/start-github-adapter.js';
import { example, part, whats } from './example.js';

afterEach(noMoreRequests);

/** Somebody says something on a comment, or as `source` has it. */
function says(
  delivery: Delivery,
  words: Words,
  { roles = [], bot = false, login = 'pat', source = {} }: Who,
): Decision {
  const event = { ...words, by: login, source: { comment: 7, on: 1, ...source } };
  return delivery.hears(event, { actor: { login, bot, roles } });
}

interface Who {
  readonly roles?: readonly Role[];
  readonly bot?: boolean;
  readonly login?: string;
  readonly source?: Partial<Source>;
}

const permission = (role: string, legacy: string, type = 'User') => ({
  permission: legacy,
  role_name: role,
  user: { login: 'pat', type },
});

/** The roles that a person has when GitHub answers like this, by the defaults: triage tests, write develops, maintain manages, admin runs. */
async function rolesWhen(answer: (asked: ReturnType<typeof asking>) => unknown): Promise<readonly Role[]> {
  const github = startGitHubAdapter();
  answer(asking());
  return loadRoles(github, { repository: shop, login: 'pat', settings: defaultSettings });
}

const asking = () => api().get(`${repo}/collaborators/pat/permission`);

describe('threat 1: only who has the role changes anything', () => {
  test.each([
    ['none', permission('none', 'none'), false],
    ['read', permission('read', 'read'), false],
    ['triage', permission('triage', 'read'), false],
    ['write', permission('write', 'write'), false],
    ['maintain', permission('maintain', 'write'), true],
    ['admin', permission('admin', 'admin'), true],
    ['a role of the organisation’s own, above read', permission('release-captain', 'read'), false],
    ['a role of the organisation’s own, above write', permission('maintainer', 'write'), false],
    ['a bot with every right', permission('admin', 'admin', 'Bot'), false],
    ['an organisation', permission('admin', 'admin', 'Organization'), false],
  ])('threat 1: %s', async (_who, answer, may) => {
    const roles = await rolesWhen((asked) => asked.reply(200, answer));
    const delivery = deliveryAt('planning');
    const { verdict } = says(delivery, { type: 'HoldPlaced', why: null }, { roles });
    expect([verdict === 'refused', delivery.task.hold !== null]).toEqual([!may, may]);
  });

  test('threat 1: a stranger has no role, nor has whoever an answer that is none is about', async () => {
    expect(await rolesWhen((asked) => asked.reply(404, { message: 'Not Found' }))).toEqual([]);
    expect(await rolesWhen((asked) => asked.reply(200, '{"permission":"adm'))).toEqual([]);
  });

  test.each([
    ['500', (asked: ReturnType<typeof asking>) => asked.reply(500, {})],
    ['502', (asked: ReturnType<typeof asking>) => asked.reply(502, 'Bad gateway')],
    ['403', (asked: ReturnType<typeof asking>) => asked.reply(403, { message: 'Resource not accessible' })],
    ['no answer', (asked: ReturnType<typeof asking>) => asked.replyWithError('ETIMEDOUT')],
  ])('threat 1: when GitHub answers %s nothing is decided at all', async (_what, answer) => {
    await expect(rolesWhen(answer)).rejects.toThrow();
  });
});

test('threat 2: what GitHub calls the author of a comment to the repository is never looked at', () => {
  const signalOf = (author_association: string) =>
    whats('issue_comment', part(example('issue_comment', 'created'), 'comment', { author_association }));
  expect(signalOf('OWNER')).toHaveLength(1);
  expect(signalOf('OWNER')).toEqual(signalOf('NONE'));
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('simulator/'))
    .filter((path) => /author_?association/i.test(readFileSync(join('src', path), 'utf8')));
  expect(sources).toEqual([]);
});

describe('threat 3: nobody approves their own work', () => {
  const ways: Readonly<Record<string, (head: string) => Partial<Source>>> = {
    'a comment': () => ({}),
    'a review': (head) => ({ comment: null, commit: head, review: 3 }),
    'a button': (head) => ({ comment: null, commit: head, button: true }),
  };

  test.each(
    Object.keys(ways).flatMap((way) => [
      [way, 'the author', 'pat', 'dora'],
      [way, 'whoever pushed the head', 'dora', 'pat'],
    ]),
  )('threat 3: by %s of %s', (way, _who, author, pusher) => {
    const delivery = deliveryAt('development');
    delivery.shows({ author });
    delivery.hears({ type: 'ChangeSeen', change: 12, pushed: { head: 'head-1', by: pusher } });
    delivery.ends('SandboxDeployed');
    delivery.says('tess', { type: 'ScenariosPassed', numbers: 'all' });
    const said = says(delivery, yes, { roles: ['tester', 'manager'], source: ways[way]?.('head-1') ?? {} });
    expect([said.verdict, delivery.stage, delivery.task.approvals.filter(({ by }) => by === 'pat')]).toEqual([
      'refused',
      'testing',
      [],
    ]);
  });

  test('threat 3: of a fork not even where the rules let people approve their own changes', () => {
    const delivery = deliveryAt('development', { selfApproval: true });
    delivery.shows({ author: 'pat', fork: true });
    const said = says(delivery, { type: 'ForkAllowed', head: 'head-1' }, { roles: ['tester', 'developer'] });
    expect([said.verdict, said.because.code]).toEqual(['refused', 'own_fork']);
  });
});

test.each(['edited', 'deleted', 'edited, by a maintainer'])(
  'threat 4: a comment that is %s commands nothing',
  (what) => {
    const created = part(example('issue_comment', 'created'), 'comment', { body: '/approve' });
    const [action] = what.split(',');
    expect(whats('issue_comment', created)).toHaveLength(1);
    expect(whats('issue_comment', { ...created, action, changes: { body: { from: 'Fine' } } })).toEqual([]);
  },
);

describe('threat 5: a label moves a task only by whose move it is', () => {
  test.each([
    ['triage', ['tester']],
    ['write', ['developer']],
    ['nothing at all', []],
  ] as const)('threat 5: not with %s', (_who, roles) => {
    const source = { comment: null };
    const delivery = deliveryAt('planning');
    delivery.says('tess', { type: 'ScenarioAdded', text: 'The button is green' });
    const { approvals } = delivery.task;
    const said = says(delivery, { type: 'StageLabelSet', stage: 'sandbox' }, { roles, source });
    expect([said.because.code, delivery.task.approvals]).toEqual(['role_missing', approvals]);
    expect(delivery.stage).toBe('planning');
    // Not even with the role is a gate jumped over.
    for (const stage of ['testing', 'demo', 'final-demo'] as const) {
      const jumped = says(
        deliveryAt(stage),
        { type: 'StageLabelSet', stage: 'release' },
        { roles: ['manager'], source },
      );
      expect(jumped.verdict).toBe('refused');
    }
  });
});

describe('threat 6: a button counts on our own check, by whose gate it is, on the commit it was shown for', () => {
  const clicked = (changes: object, sender = { login: 'tess', type: 'User' }) => ({
    ...part(example('check_run', 'created'), 'check_run', {
      app: { id: 4711, slug: 'greenlight' },
      head_sha: 'head-1',
      name: 'greenlight',
      pull_requests: [{ number: 12 }],
      ...changes,
    }),
    action: 'requested_action',
    requested_action: { identifier: 'approve' },
    sender,
  });

  test('threat 6: another App’s check of our name, and a bot at ours, have none', () => {
    expect(whats('check_run', clicked({}))).toMatchObject([{ kind: 'button', button: 'approve' }]);
    expect(whats('check_run', clicked({ app: { id: 5, slug: 'greenlight' } }))).toEqual([]);
    expect(whats('check_run', clicked({ app: null }))).toEqual([]);
    expect(whats('check_run', clicked({}, { login: 'ci[bot]', type: 'Bot' }))).toEqual([]);
  });

  test('threat 6: somebody without the role is refused, and so is the tester on the check of an older commit', () => {
    const delivery = deliveryAt('integration-testing');
    delivery.says('tess', { type: 'ScenariosPassed', numbers: 'all' });
    const use = (who: Who, commit: string) =>
      says(delivery, yes, { ...who, source: { comment: null, commit, button: true } }).verdict;
    expect(use({ roles: ['developer'] }, 'head-1')).toBe('refused');
    expect(use({ roles: ['tester'] }, 'head-0')).toBe('refused');
    expect(delivery.stage).toBe('integration-testing');
    expect(use({ roles: ['tester'] }, 'head-1')).toBe('moved');
  });

  test('threat 6: a commit status of our name is a check of somebody else’s', () => {
    const status = { ...example('status', null), context: 'greenlight', state: 'success', sha: 'abc' };
    expect(whats('status', status)).toEqual([{ kind: 'checks', head: 'abc' }]);
  });
});

describe('threat 7: what is no person approves nothing', () => {
  test.each([
    ['an App', { login: 'github-actions[bot]', type: 'Bot' }],
    ['another App', { login: 'renovate[bot]', type: 'Bot' }],
    ['an App that is called like a person', { login: 'tess', type: 'Bot' }],
    ['an organisation', { login: 'agency', type: 'Organization' }],
    ['a user whom an identity provider manages by machine', { login: 'tess_corp', type: 'Mannequin' }],
  ])('threat 7: %s says nothing, by comment or by review', (_what, sender) => {
    const comment = part(example('issue_comment', 'created'), 'comment', { body: '/approve' });
    expect(whats('issue_comment', { ...comment, sender })).toEqual([]);
    const review = part(example('pull_request_review', 'submitted'), 'review', { state: 'approved' });
    expect(whats('pull_request_review', { ...review, sender })).toEqual([]);
  });

  test('threat 7: nor does a program that writes with a person’s token', () => {
    const by = part(example('issue_comment', 'created'), 'comment', {
      performed_via_github_app: { id: 15368 },
    });
    expect(whats('issue_comment', by)).toEqual([]);
  });

  test('threat 7: nor what comes as a label, although the lists of people name it', () => {
    const delivery = deliveryAt('planning');
    const bot = { bot: true, roles: ['manager'] as const, login: 'github-actions[bot]' };
    expect(says(delivery, { type: 'StageLabelSet', stage: 'sandbox' }, bot)).toMatchObject({
      verdict: 'refused',
      because: { code: 'not_a_person' },
    });
  });

  test('threat 7: a person who is called like a bot has the roles of that person, and no others', async () => {
    const settings = { ...defaultSettings };
    const github = { loadPermission: async () => 'none' } as Partial<GitHub> as GitHub;
    const look = { repository: shop, login: 'github-actions', settings };
    expect(await loadRoles(github, look)).toEqual([]);
  });
});

test('threat 8: a review by somebody whom the gate does not ask opens nothing', () => {
  const delivery = deliveryAt('testing');
  delivery.ends('SandboxDeployed');
  delivery.says('tess', { type: 'ScenariosPassed', numbers: 'all' });
  const review = { comment: null, commit: 'head-1', review: 5 };
  for (const roles of [[], ['developer'], ['client'], ['manager']] as const)
    for (const words of [yes, no]) says(delivery, words, { roles, source: review });
  expect([delivery.stage, delivery.task.approvals.filter(({ gate }) => gate === 'testing')]).toEqual([
    'testing',
    [],
  ]);
  says(delivery, yes, { roles: ['tester'], source: review });
  expect(delivery.stage).toBe('integration');
});
