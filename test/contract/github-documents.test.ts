import { afterEach, expect, test } from '@jest/globals';
import { schema as description } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import type { GitHub } from '#ports/github.js';
import { api, noMoreRequests, onGraphql, shop, startGitHubAdapter } from '../github/start-github-adapter.js';

const published = buildSchema(description.idl, { assumeValidSDL: true });
const sha = 'a'.repeat(40);
const look = { name: 'stage: demo', color: 'aabbcc', description: 'Step 9' };
const issue = { number: 1, node: 'I_1' };
const labels = {
  data: {
    repository: { labels: { pageInfo: { hasNextPage: false }, nodes: [{ id: 'LA_1', name: look.name }] } },
  },
};

afterEach(noMoreRequests);

/** Everything that the adapter sends over GraphQL, and how it is brought to send it. */
const calls: Readonly<Record<string, (github: GitHub) => Promise<unknown>>> = {
  snapshot: (github) => github.loadSnapshot(shop, { issue: 1, change: 2 }),
  config: (github) => github.loadConfig(shop),
  labels: (github) => github.moveIssue(shop, issue, { add: [look], remove: [] }),
  close: (github) => github.moveIssue(shop, issue, { add: [], remove: [], state: 'completed' }),
  reopen: (github) => github.moveIssue(shop, issue, { add: [], remove: [], state: 'reopened' }),
  card: (github) =>
    github.moveIssue(shop, issue, { add: [], remove: [], comment: { node: 'IC_1', body: 'x' } }),
  everything: (github) =>
    github.moveIssue(shop, issue, {
      add: [look],
      remove: [look.name],
      state: 'not_planned',
      comment: { node: 'IC_1', body: 'x' },
    }),
  merge: (github) => github.mergeChange(shop, { node: 'PR_1', head: sha, title: 'x', method: 'merge' }),
  reaction: (github) => github.react(shop, 'IC_1', '+1'),
  linked: (github) => github.linkedIssues(shop, 2),
};

/** GitHub lets fields of two types share a name where no object is both. */
const isProblem = ({ message }: { message: string }): boolean =>
  !message.includes('they return conflicting types');

test.each(Object.entries(calls))('what is sent for %s fits GitHub’s published schema', async (_, call) => {
  const documents: string[] = [];
  const github = startGitHubAdapter();
  api()
    .post('/graphql')
    .times(9)
    .optionally()
    .reply(200, (_uri, body) => {
      const { query } = body as { query: string };
      documents.push(query);
      return query.startsWith('query Labels') ? labels : { data: { repository: {} } };
    });
  // What is answered fits none of them: only what was sent is looked at.
  await call(github).catch(() => undefined);
  expect(documents.length).toBeGreaterThan(0);
  for (const document of documents)
    expect(
      validate(published, parse(document))
        .filter(isProblem)
        .map(({ message }) => message),
    ).toEqual([]);
});

test('further checks are asked for in a document that fits, too', async () => {
  const github = startGitHubAdapter();
  const seen: string[] = [];
  const page = { pageInfo: { hasNextPage: true }, nodes: [] };
  const commit = {
    oid: sha,
    tree: { oid: sha },
    parents: { nodes: [] },
    statusCheckRollup: { contexts: page },
  };
  const pullRequest = {
    number: 2,
    headRefOid: sha,
    commits: { nodes: [{ commit }] },
    beginning: { nodes: [] },
    author: null,
  };
  const target = { oid: sha, tree: { oid: sha } };
  const issueOrPullRequest = {
    id: 'I_1',
    author: null,
    labels: { nodes: [] },
    timelineItems: { nodes: [] },
    recent: { nodes: [] },
  };
  onGraphql(() => ({
    data: {
      repository: {
        defaultBranchRef: { name: 'main', target },
        issueOrPullRequest,
        pullRequest,
        config: null,
        latestRelease: null,
      },
    },
  }));
  onGraphql(({ query }) => {
    seen.push(query);
    return { data: { repository: { object: null } } };
  });
  await github.loadSnapshot(shop, { issue: 1, change: 2 });
  expect(
    seen.flatMap((document) => validate(published, parse(document)).map(({ message }) => message)),
  ).toEqual([]);
  expect(seen).toHaveLength(1);
});
