import { afterEach, expect, test } from '@jest/globals';
import { GitHubFault } from '#errors/github-fault.js';
import { api, noMoreRequests, onGraphql, repo, shop, startGitHubAdapter } from './start-github-adapter.js';

afterEach(noMoreRequests);

const comment = `${repo}/issues/1/comments`;

async function faultOf(call: Promise<unknown>): Promise<GitHubFault> {
  const error: unknown = await call.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GitHubFault)) throw error;
  return error;
}

test.each([
  [500, {}, 'retry'],
  [502, {}, 'retry'],
  [404, {}, 'gone'],
  [410, {}, 'gone'],
  [403, {}, 'refused'],
  [422, {}, 'refused'],
] as const)('an answer %d is a fault that says whether to try again', async (status, headers, kind) => {
  const github = startGitHubAdapter();
  api().post(comment).times(10).optionally().reply(status, { message: 'No.' }, headers);
  const fault = await faultOf(github.createComment(shop, 1, 'Hello'));
  expect(fault).toMatchObject({ kind, status, retryAfterMs: null });
  expect(fault.message).toBe(
    `GitHub answered ${status} to POST /repos/{owner}/{repo}/issues/{issue_number}/comments: No.`,
  );
});

test('a broken connection may have taken effect: it is a fault to try again after looking', async () => {
  const github = startGitHubAdapter();
  api().post(comment).replyWithError('socket hang up');
  expect(await faultOf(github.createComment(shop, 1, 'Hello'))).toMatchObject({
    kind: 'retry',
    status: null,
  });
});

const limits: readonly (readonly [
  string,
  { status: number; headers?: Record<string, string>; message?: string; waitMs: number },
])[] = [
  ['retry-after', { status: 403, headers: { 'retry-after': '7' }, waitMs: 7_000 }],
  [
    'the hour’s budget',
    { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1030' }, waitMs: 30_000 },
  ],
  ['no time said', { status: 429, waitMs: 60_000 }],
  [
    'a secondary limit without headers',
    { status: 403, message: 'You have exceeded a secondary rate limit.', waitMs: 60_000 },
  ],
];

test.each(limits)('a limit (%s) is waited out, and nothing is sent meanwhile', async (_, limit) => {
  const { status, headers = {}, message = 'Slow down', waitMs } = limit;
  let now = 1_000_000;
  const github = startGitHubAdapter({ now: () => now });
  api().post(comment).reply(status, { message }, headers);
  const fault = await faultOf(github.createComment(shop, 1, 'Hello'));
  expect(fault).toMatchObject({ kind: 'retry', retryAfterMs: waitMs });

  now += 1_000;
  const early = await faultOf(github.createComment(shop, 1, 'Hello'));
  expect(early).toMatchObject({ kind: 'retry', retryAfterMs: waitMs - 1_000 });

  now += waitMs;
  api().post(comment).reply(201, { id: 5, node_id: 'IC_5', html_url: 'https://github.com/x' });
  expect(await github.createComment(shop, 1, 'Hello')).toMatchObject({ id: 5 });
});

test('one installation that has to wait does not hold up another', async () => {
  const github = startGitHubAdapter();
  api().post(comment).reply(429, {}, { 'retry-after': '60' });
  await faultOf(github.createComment(shop, 1, 'Hello'));
  api()
    .post('/app/installations/100/access_tokens')
    .reply(201, {
      token: 'ghs_other',
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      permissions: {},
    });
  api()
    .post('/repos/other/site/issues/1/comments')
    .reply(201, { id: 6, node_id: 'IC_6', html_url: 'https://github.com/y' });
  const other = { id: 8, owner: 'other', name: 'site', installation: 100 };
  expect(await github.createComment(other, 1, 'Hello')).toMatchObject({ id: 6 });
});

test.each([
  ['NOT_FOUND', 'gone'],
  ['FORBIDDEN', 'refused'],
  ['RATE_LIMITED', 'retry'],
] as const)('GraphQL’s %s is %s, although its status is 200', async (type, kind) => {
  const github = startGitHubAdapter();
  onGraphql(() => ({ data: null, errors: [{ type, message: 'No.', path: ['repository'] }] }));
  expect(await faultOf(github.loadConfig(shop))).toMatchObject({ kind });
});

test('a GraphQL answer that GitHub could not finish is tried again', async () => {
  const github = startGitHubAdapter();
  onGraphql(() => ({
    data: null,
    errors: [{ message: 'Something went wrong while executing your query.' }],
  }));
  expect(await faultOf(github.loadConfig(shop))).toMatchObject({ kind: 'retry' });
});

test('a write is sent once: no plugin repeats it behind our back', async () => {
  const github = startGitHubAdapter();
  let sent = 0;
  api()
    .post(comment)
    .times(5)
    .optionally()
    .reply(() => [502, { message: `try ${(sent += 1)}` }]);
  await faultOf(github.createComment(shop, 1, 'Hello'));
  expect(sent).toBe(1);
});

test('requests say what they are for, and two causes at once stay apart', async () => {
  const github = startGitHubAdapter();
  const causes: unknown[] = [];
  api()
    .post(comment)
    .twice()
    .reply(function () {
      causes.push([this.req.headers['x-greenlight-cause']].flat()[0]);
      return [201, { id: 1, node_id: 'IC_1', html_url: '' }];
    });
  await Promise.all(
    ['call', 'project'].map((cause) => github.withCause(cause, () => github.createComment(shop, 1, 'Hello'))),
  );
  expect(causes.sort()).toEqual(['call', 'project']);
});
