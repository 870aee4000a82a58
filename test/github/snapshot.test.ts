import { afterEach, expect, test } from '@jest/globals';
import { noMoreRequests, onGraphql, shop, startGitHubAdapter } from './start-github-adapter.js';

afterEach(noMoreRequests);

const head = 'a'.repeat(40);
const live = 'b'.repeat(40);

const issue = {
  id: 'I_1',
  title: 'Idea',
  body: 'Text',
  state: 'OPEN',
  url: 'https://github.com/agency/shop/issues/1',
  author: { __typename: 'User', login: 'maria' },
  labels: { nodes: [{ name: 'greenlight' }] },
  timelineItems: {
    nodes: [
      { id: 'LE_1', createdAt: '2026-11-24T09:00:00Z', label: { name: 'greenlight' } },
      // Of a label that is gone.
      null,
    ],
  },
  recent: {
    nodes: [
      { databaseId: 4, createdAt: '2026-11-24T08:59:59Z' },
      { databaseId: 5, createdAt: '2026-11-24T09:00:00Z' },
      null,
      { id: 'LE_1', createdAt: '2026-11-24T09:00:00Z' },
      { databaseId: 6, createdAt: '2026-11-24T09:00:00Z' },
    ],
  },
};

interface Context {
  name?: string;
  status?: string;
  conclusion?: string | null;
  context?: string;
  state?: string;
  isRequired: boolean;
}

const run = (name: string, conclusion: string | null, isRequired = true): Context => ({
  name,
  status: conclusion === null ? 'IN_PROGRESS' : 'COMPLETED',
  conclusion,
  isRequired,
});

function pull(contexts: readonly Context[], changes: object = {}): object {
  const nodes = [
    {
      commit: {
        oid: head,
        tree: { oid: 'd'.repeat(40) },
        parents: { nodes: [{ oid: live }] },
        statusCheckRollup: { contexts: { pageInfo: { hasNextPage: false }, nodes: contexts } },
      },
    },
  ];
  return {
    id: 'PR_2',
    number: 2,
    headRefName: 'task/1-idea',
    baseRefName: 'main',
    headRefOid: head,
    isDraft: false,
    state: 'OPEN',
    merged: false,
    isCrossRepository: false,
    author: { __typename: 'User', login: 'dan' },
    mergeCommit: null,
    commits: { nodes },
    beginning: { nodes: [{ commit: { parents: { nodes: [{ oid: live }] } } }] },
    ...changes,
  };
}

function answer(changes: object = {}): object {
  const repository = {
    defaultBranchRef: {
      name: 'main',
      target: { oid: live, tree: { oid: 't'.repeat(40) } },
      refUpdateRule: null,
      rules: { nodes: [] },
    },
    config: { oid: 'c'.repeat(40), text: 'roles: {}\n' },
    latestRelease: { tagName: 'v1.2.0' },
    issueOrPullRequest: issue,
    ...changes,
  };
  return { data: { repository } };
}

async function checksOf(contexts: readonly Context[], rules: object = {}) {
  const github = startGitHubAdapter();
  const { defaultBranchRef } = (answer() as { data: { repository: { defaultBranchRef: object } } }).data
    .repository;
  onGraphql(() =>
    answer({ pullRequest: pull(contexts), defaultBranchRef: { ...defaultBranchRef, ...rules } }),
  );
  const { seen } = await github.loadSnapshot(shop, { issue: 1, change: 2 });
  return seen.change?.checks;
}

test('issue, change, live and configuration come in one request', async () => {
  const github = startGitHubAdapter();
  onGraphql(({ variables }) => {
    expect(variables).toEqual({ owner: 'agency', name: 'shop', issue: 1, change: 2, withChange: true });
    return answer({ pullRequest: pull([]) });
  });
  expect(await github.loadSnapshot(shop, { issue: 1, change: 2 })).toMatchObject({
    seen: {
      issue: {
        title: 'Idea',
        body: 'Text',
        open: true,
        labels: ['greenlight'],
        labeled: [{ name: 'greenlight', at: Date.parse('2026-11-24T09:00:00Z'), after: [5] }],
        author: 'maria',
      },
      change: {
        number: 2,
        branch: 'task/1-idea',
        base: 'main',
        head,
        author: 'dan',
        draft: false,
        open: true,
        tree: 'd'.repeat(40),
        parents: [live],
        roots: [live],
      },
      live,
    },
    issueNode: 'I_1',
    changeNode: 'PR_2',
    latestRelease: 'v1.2.0',
    merged: null,
    defaultBranch: 'main',
    config: { text: 'roles: {}\n', commit: live },
  });
});

test('a task without a pull request is not asked about one', async () => {
  const github = startGitHubAdapter();
  onGraphql(({ variables }) => {
    expect(variables).toMatchObject({ withChange: false });
    return answer();
  });
  const { seen, changeNode } = await github.loadSnapshot(shop, { issue: 1, change: null });
  expect([seen.change, changeNode]).toEqual([null, null]);
});

test('required checks come to one colour; ours does not count, and others are left out', async () => {
  expect(await checksOf([run('test', 'SUCCESS'), run('slow', null, false)])).toEqual({
    state: 'green',
    open: [],
  });
  expect(await checksOf([run('test', 'SUCCESS'), run('lint', null)])).toEqual({
    state: 'pending',
    open: ['lint'],
  });
  expect(await checksOf([run('test', 'FAILURE'), run('lint', null)])).toEqual({
    state: 'failing',
    open: ['test', 'lint'],
  });
  expect(await checksOf([run('greenlight', null)])).toEqual({ state: 'green', open: [] });
  expect(await checksOf([run('a', 'NEUTRAL'), run('b', 'SKIPPED')])).toEqual({ state: 'green', open: [] });
});

test.each(['CANCELLED', 'TIMED_OUT', 'ACTION_REQUIRED', 'STALE', 'STARTUP_FAILURE'])(
  '%s is not green',
  async (word) => {
    expect(await checksOf([run('test', word)])).toEqual({ state: 'failing', open: ['test'] });
  },
);

test('commit statuses count like check runs', async () => {
  const status = (state: string): Context => ({ context: 'ci/legacy', state, isRequired: true });
  expect(await checksOf([status('SUCCESS')])).toMatchObject({ state: 'green' });
  expect(await checksOf([status('EXPECTED')])).toMatchObject({ state: 'pending' });
  expect(await checksOf([status('ERROR')])).toMatchObject({ state: 'failing' });
});

test('of two runs of one name both must be green', async () => {
  expect(await checksOf([run('test', 'SUCCESS'), run('test', 'FAILURE')])).toEqual({
    state: 'failing',
    open: ['test'],
  });
});

test('a required check that has not reported yet is pending, whoever requires it', async () => {
  const branch = { refUpdateRule: { requiredStatusCheckContexts: ['test', 'greenlight'] } };
  expect(await checksOf([], branch)).toEqual({ state: 'pending', open: ['test'] });
  const ruleset = {
    rules: { nodes: [{ parameters: { requiredStatusChecks: [{ context: 'scan' }] } }, null] },
  };
  expect(await checksOf([], ruleset)).toEqual({ state: 'pending', open: ['scan'] });
});

test('when GitHub’s last commit is not the head, or there are too many checks, all of the head’s are read', async () => {
  const github = startGitHubAdapter();
  const other = pull([run('test', 'SUCCESS')], {
    commits: { nodes: [{ commit: { oid: 'f'.repeat(40), statusCheckRollup: null } }] },
  });
  onGraphql(() => answer({ pullRequest: other }));
  const pages = [
    { pageInfo: { hasNextPage: true, endCursor: 'X' }, nodes: [run('one', 'SUCCESS')] },
    { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [run('two', 'FAILURE')] },
  ];
  const asked: unknown[] = [];
  for (const contexts of pages)
    onGraphql(({ variables }) => {
      asked.push([variables['head'], variables['after']]);
      return { data: { repository: { object: { statusCheckRollup: { contexts } } } } };
    });
  const { seen } = await github.loadSnapshot(shop, { issue: 1, change: 2 });
  expect(seen.change?.checks).toEqual({ state: 'failing', open: ['two'] });
  expect(asked).toEqual([
    [head, null],
    [head, 'X'],
  ]);
});

test('a bot is known by the name that webhooks give it, and whoever is gone by GitHub’s own word', async () => {
  const github = startGitHubAdapter();
  const author = { __typename: 'Bot', login: 'renovate' };
  onGraphql(() =>
    answer({ pullRequest: pull([], { author }), issueOrPullRequest: { ...issue, author: null } }),
  );
  const { seen } = await github.loadSnapshot(shop, { issue: 1, change: 2 });
  expect([seen.change?.author, seen.issue.author]).toEqual(['renovate[bot]', 'ghost']);
});

test('no file is no configuration; a file that is no text is not the same', async () => {
  const github = startGitHubAdapter();
  onGraphql(() => answer({ config: null }));
  expect((await github.loadSnapshot(shop, { issue: 1, change: null })).config).toEqual({
    blob: null,
    text: null,
    commit: live,
  });
  onGraphql(() => answer({ config: { oid: 'd'.repeat(40), text: null } }));
  expect((await github.loadSnapshot(shop, { issue: 1, change: null })).config.text).not.toBeNull();
});

test('an issue that is not there is gone', async () => {
  const github = startGitHubAdapter();
  onGraphql(() => answer({ issueOrPullRequest: null }));
  await expect(github.loadSnapshot(shop, { issue: 1, change: null })).rejects.toMatchObject({ kind: 'gone' });
});
