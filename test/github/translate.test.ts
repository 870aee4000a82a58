import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { translate } from '#github/translate/translate.js';
import type { What } from '#ports/signal.js';

interface Example {
  readonly name: string;
  readonly examples: readonly Payload[];
}
type Payload = Record<string, unknown>;

/** What GitHub has really sent, as @octokit/webhooks collects it. */
const require = createRequire(import.meta.url);
const examples = require('@octokit/webhooks-examples') as readonly Example[];

const self = { appId: 4711, appSlug: 'greenlight' };
const app = { installation: { id: 99 } };
const person = { login: 'tess', type: 'User' };

/** A real payload of this event and action, with an installation and fields of our choice. */
function example(event: string, action: string | null, changes: Payload = {}): Payload {
  const found = examples
    .find(({ name }) => name === event)
    ?.examples.find((one) => action === null || one['action'] === action);
  if (found === undefined) throw new Error(`no example of ${event}.${action ?? ''}`);
  return { ...found, ...app, sender: person, ...changes };
}

function whats(event: string, payload: Payload): readonly What[] {
  return translate(event, payload, self).map(({ what }) => what);
}

/** The part of a payload, with changes. */
const part = (payload: Payload, name: string, changes: Payload): Payload => ({
  ...payload,
  [name]: { ...(payload[name] as Payload), ...changes },
});

test('every example that GitHub has published is taken or left, never choked on', () => {
  let taken = 0;
  let seen = 0;
  for (const { name, examples: payloads } of examples)
    for (const payload of payloads) {
      seen += 1;
      taken += translate(name, payload, self).length;
      taken += translate(name, { ...payload, ...app }, self).length;
    }
  expect(seen).toBeGreaterThan(200);
  expect(taken).toBeGreaterThan(20);
});

test.each([
  ['nothing', null],
  ['a text', 'x'],
  ['a list', []],
  ['an object without a repository', { installation: { id: 1 }, sender: person }],
  ['a repository without an owner', { ...app, sender: person, repository: { id: 1, name: 'x' } }],
  ['no installation', { sender: person, repository: { id: 1, name: 'x', owner: { login: 'y' } } }],
])('%s says nothing to us', (_, payload) => {
  expect(translate('issues', payload, self)).toEqual([]);
});

test('a signal names repository, installation and sender', () => {
  const [signal] = translate('issues', example('issues', 'reopened'), self);
  expect(signal).toMatchObject({
    repository: { id: 186853002, owner: 'Codertocat', name: 'Hello-World', installation: 99 },
    sender: { login: 'tess', bot: false },
  });
});

describe('comments', () => {
  const created = example('issue_comment', 'created');

  test('a new one is taken as first written, with what it stands on', () => {
    expect(whats('issue_comment', created)).toEqual([
      {
        kind: 'comment',
        number: 1,
        onChange: false,
        comment: (created['comment'] as Payload)['id'],
        node: (created['comment'] as Payload)['node_id'],
        body: (created['comment'] as Payload)['body'],
        text: (created['issue'] as Payload)['body'],
        at: Date.parse('2019-05-15T15:20:21Z'),
      },
    ]);
  });

  test('on a pull request it is marked as such', () => {
    const onPull = part(created, 'issue', { pull_request: { url: 'x' } });
    expect(whats('issue_comment', onPull)).toMatchObject([{ onChange: true }]);
  });

  test.each(['edited', 'deleted'])(
    'an %s one says nothing: what counts is what was first written',
    (action) => {
      expect(whats('issue_comment', { ...created, action })).toEqual([]);
    },
  );

  test('a bot’s, or a program’s with a person’s token, says nothing', () => {
    expect(whats('issue_comment', { ...created, sender: { login: 'ci[bot]', type: 'Bot' } })).toEqual([]);
    const viaApp = part(created, 'comment', { performed_via_github_app: { id: 5 } });
    expect(whats('issue_comment', viaApp)).toEqual([]);
  });
});

describe('issues and labels', () => {
  test.each([
    ['labeled', 'added'],
    ['unlabeled', 'removed'],
  ] as const)('%s is a label %s', (action, said) => {
    const payload = { ...example('issues', 'labeled'), action, label: { name: 'stage: demo' } };
    expect(whats('issues', payload)).toEqual([
      {
        kind: 'label',
        number: 1,
        action: said,
        label: 'stage: demo',
        at: Date.parse('2019-05-15T15:20:18Z'),
      },
    ]);
  });

  test.each(['closed', 'reopened', 'edited'] as const)('an issue %s is taken', (action) => {
    expect(whats('issues', { ...example('issues', 'reopened'), action })).toEqual([
      { kind: 'issue', number: 1, action, at: expect.any(Number) },
    ]);
  });

  test('when an issue was closed is told by when it was closed, whatever changed since', () => {
    const times = { closed_at: '2026-01-02T00:00:00Z', updated_at: '2026-01-03T00:00:00Z' };
    const closed = part(example('issues', 'reopened'), 'issue', times);
    expect(whats('issues', { ...closed, action: 'closed' })).toMatchObject([
      { at: Date.parse(times.closed_at) },
    ]);
    expect(whats('issues', { ...closed, action: 'labeled', label: { name: 'x' } })).toMatchObject([
      { at: Date.parse(times.updated_at) },
    ]);
  });

  test.each(['deleted', 'transferred'])('an issue that was %s is gone', (action) => {
    expect(whats('issues', { ...example('issues', 'reopened'), action })).toEqual([
      { kind: 'issue-gone', number: 1 },
    ]);
  });

  test.each(['opened', 'assigned', 'pinned', 'milestoned'])('%s says nothing', (action) => {
    expect(whats('issues', { ...example('issues', 'reopened'), action })).toEqual([]);
  });

  test('what Greenlight did itself says nothing, whatever it is', () => {
    const ours = { sender: { login: 'greenlight[bot]', type: 'Bot' } };
    expect(whats('issues', example('issues', 'reopened', ours))).toEqual([]);
    expect(whats('issues', example('issues', 'labeled', ours))).toEqual([]);
    expect(whats('pull_request', example('pull_request', 'closed', ours))).toEqual([]);
  });
});

describe('pull requests and reviews', () => {
  test.each([
    'opened',
    'reopened',
    'synchronize',
    'edited',
    'closed',
    'converted_to_draft',
    'ready_for_review',
  ])('a pull request that is %s has moved', (action) => {
    const payload: Payload = { ...example('pull_request', 'opened'), action };
    const pull = payload['pull_request'] as { head: { ref: string; sha: string } };
    expect(whats('pull_request', payload)).toMatchObject([
      { kind: 'change', number: 2, branch: pull.head.ref, head: pull.head.sha },
    ]);
  });

  test.each(['labeled', 'assigned', 'review_requested', 'locked'])('%s is no move', (action) => {
    expect(whats('pull_request', { ...example('pull_request', 'opened'), action })).toEqual([]);
  });

  test.each([
    ['approved', 'approved'],
    ['APPROVED', 'approved'],
    ['changes_requested', 'changes_requested'],
  ] as const)('a review “%s” judges the commit it was written on', (state, said) => {
    const payload = part(example('pull_request_review', 'submitted'), 'review', {
      state,
      commit_id: 'abc',
      body: 'Fine',
    });
    expect(whats('pull_request_review', payload)).toMatchObject([
      { kind: 'review', number: 2, state: said, commit: 'abc', body: 'Fine' },
    ]);
  });

  test('a review that is dismissed is told by its id', () => {
    const dismissed = part(example('pull_request_review', 'dismissed'), 'review', { id: 80 });
    expect(whats('pull_request_review', dismissed)).toMatchObject([{ kind: 'review-dismissed', review: 80 }]);
  });

  test('a review that only comments, an edited one, and a bot’s say nothing', () => {
    const submitted = part(example('pull_request_review', 'submitted'), 'review', { state: 'approved' });
    expect(whats('pull_request_review', part(submitted, 'review', { state: 'commented' }))).toEqual([]);
    expect(whats('pull_request_review', { ...submitted, action: 'edited' })).toEqual([]);
    expect(whats('pull_request_review', { ...submitted, sender: { login: 'r[bot]', type: 'Bot' } })).toEqual(
      [],
    );
  });
});

describe('checks', () => {
  const run = (app: number, action: string): Payload => ({
    ...part(example('check_run', 'created'), 'check_run', {
      app: { id: app },
      head_sha: 'abc',
      pull_requests: [{ number: 3 }],
    }),
    action,
  });
  const suite = (app: number, action: string): Payload => ({
    ...part(example('check_suite', 'completed'), 'check_suite', {
      app: { id: app },
      head_sha: 'abc',
      pull_requests: [],
    }),
    action,
  });

  test('another App’s run counts when it begins and when it ends', () => {
    expect(whats('check_run', run(1, 'created'))).toEqual([{ kind: 'checks', head: 'abc' }]);
    expect(whats('check_run', run(1, 'completed'))).toEqual([{ kind: 'checks', head: 'abc' }]);
    expect(whats('check_run', run(1, 'requested_action'))).toEqual([]);
  });

  test('of our own only that somebody asks for it again counts', () => {
    expect(whats('check_run', run(4711, 'created'))).toEqual([]);
    expect(whats('check_run', run(4711, 'rerequested'))).toEqual([
      { kind: 'check-asked', head: 'abc', changes: [3] },
    ]);
    expect(whats('check_suite', suite(4711, 'rerequested'))).toEqual([
      { kind: 'check-asked', head: 'abc', changes: [] },
    ]);
    expect(whats('check_suite', suite(1, 'rerequested'))).toEqual([]);
    expect(whats('check_suite', suite(1, 'completed'))).toEqual([]);
  });

  test('a button on our own check counts, when a person uses it', () => {
    const used = { ...run(4711, 'requested_action'), requested_action: { identifier: 'approve' } };
    expect(whats('check_run', used)).toEqual([
      {
        kind: 'button',
        head: 'abc',
        button: 'approve',
        changes: [3],
        run: expect.any(Number),
        shown: expect.any(String),
      },
    ]);
    expect(whats('check_run', { ...used, sender: { login: 'ci[bot]', type: 'Bot' } })).toEqual([]);
  });

  test('a click is told apart by what the run said when it was used, and by when it said so', () => {
    const clicked = (changes: Payload): string => {
      const used = { ...run(4711, 'requested_action'), requested_action: { identifier: 'retry' } };
      const [what] = whats('check_run', part(used, 'check_run', changes));
      return what?.kind === 'button' ? what.shown : 'no click';
    };
    const first = { output: { title: 'Failed', summary: 'Retry?' }, completed_at: '2026-01-02T00:00:00Z' };
    expect(clicked(first)).toBe(clicked({ ...first }));
    expect(clicked({ ...first, completed_at: '2026-01-02T00:00:09Z' })).not.toBe(clicked(first));
    expect(clicked({ ...first, output: { title: 'Failed', summary: 'Again' } })).not.toBe(clicked(first));
  });

  test('a commit status counts', () => {
    expect(whats('status', example('status', null, { sha: 'abc' }))).toEqual([
      { kind: 'checks', head: 'abc' },
    ]);
  });
});

describe('pushes and installations', () => {
  const push = example('push', null, { ref: 'refs/heads/master', after: 'abc', deleted: false });

  test('a push to the default branch moves live, also when it was our own merge', () => {
    expect(whats('push', push)).toEqual([{ kind: 'live', head: 'abc' }]);
    expect(whats('push', { ...push, sender: { login: 'greenlight[bot]', type: 'Bot' } })).toHaveLength(1);
  });

  test('any other branch, a tag and a deleted branch do not', () => {
    expect(whats('push', { ...push, ref: 'refs/heads/task/1' })).toEqual([]);
    expect(whats('push', { ...push, ref: 'refs/tags/master' })).toEqual([]);
    expect(whats('push', { ...push, deleted: true })).toEqual([]);
  });

  test('every repository that the App comes to is told', () => {
    const created = example('installation', 'created', {
      installation: { id: 5 },
      repositories: [
        { id: 1, full_name: 'agency/a' },
        { id: 2, full_name: 'agency/b' },
      ],
    });
    expect(translate('installation', created, self)).toEqual(
      [
        ['a', 1],
        ['b', 2],
      ].map(([name, id]) => ({
        repository: { id, owner: 'agency', name, installation: 5 },
        sender: { login: 'tess', bot: false },
        what: { kind: 'installed' },
      })),
    );
    const added = example('installation_repositories', 'added', {
      installation: { id: 5 },
      repositories_added: [{ id: 3, full_name: 'agency/c' }],
    });
    expect(whats('installation_repositories', added)).toEqual([{ kind: 'installed' }]);
    expect(whats('installation', { ...created, action: 'deleted' })).toEqual([]);
  });
});

describe('a deployment status', () => {
  const bot = { login: 'greenlight[bot]' };
  const payload = { executor: 'github-deployments', operation: '7#12:3:DeploySandbox:deploy', task: '7#12' };
  const status = {
    id: 5,
    state: 'success',
    description: 'done',
    environment_url: 'https://sandbox.example',
    log_url: '',
    target_url: 'https://ci.example/9',
    created_at: '2026-11-24T12:00:00Z',
    creator: { login: 'github-actions[bot]' },
  };
  const given = (changes: { deployment?: Payload; status?: Payload } = {}): Payload =>
    example('deployment_status', 'created', {
      deployment: { id: 88, creator: bot, payload, ...changes.deployment },
      deployment_status: { ...status, ...changes.status },
    });
  const answered = {
    kind: 'deployment-answered',
    task: '7#12',
    deployment: 88,
    answer: {
      id: 5,
      state: 'success',
      description: 'done',
      environmentUrl: 'https://sandbox.example',
      logUrl: 'https://ci.example/9',
      by: 'github-actions[bot]',
      at: Date.UTC(2026, 10, 24, 12),
    },
  };

  test('of a deployment that Greenlight asked for is an answer, however GitHub writes the payload', () => {
    expect(whats('deployment_status', given())).toEqual([answered]);
    const written = given({ deployment: { payload: JSON.stringify(payload) } });
    expect(whats('deployment_status', written)).toEqual([answered]);
  });

  test.each<[string, Payload]>([
    ['of a deployment that somebody else made', given({ deployment: { creator: { login: 'mallory' } } })],
    [
      'of one that only records what was done here',
      given({ deployment: { payload: { operation: 'x', task: '7#12' } } }),
    ],
    ['of one with a payload that is no object', given({ deployment: { payload: 'deploy, please' } })],
    ['that Greenlight wrote itself', given({ status: { creator: bot } })],
    ['of a state that nobody knows', given({ status: { state: 'waiting' } })],
  ])('%s is none', (_which, delivered) => {
    expect(whats('deployment_status', delivered)).toEqual([]);
  });
});
