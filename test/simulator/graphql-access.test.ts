import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { type Data, graphqlClient, type GraphqlClient } from './graphql-client.js';
import { everything, startShop, type ShopWorld } from './start-world.js';

let world: ShopWorld;
let client: GraphqlClient;

beforeEach(async () => {
  world = await startShop();
  client = graphqlClient(world);
});
afterEach(() => world.close());

describe('a permission that the App lacks', () => {
  async function without(...names: string[]): Promise<Octokit> {
    const left = Object.entries(everything).filter(([name]) => !names.includes(name));
    return world.with(await world.token({ permissions: Object.fromEntries(left) }));
  }

  const paths = async (octokit: Octokit, document: string, variables: Data = {}) => {
    const { errors } = await client.refused(document, variables, octokit);
    for (const error of errors) {
      expect(error).toMatchObject({ type: 'FORBIDDEN', message: 'Resource not accessible by integration' });
    }
    return errors.map(({ path = [] }) => path.join('.'));
  };

  async function addComment(subject: string): Promise<string> {
    const document = `mutation($subject: ID!) {
      addComment(input: { subjectId: $subject, body: "Hello" }) { commentEdge { node { id } } }
    }`;
    const answer = await client.ask(document, { subject });
    return (answer['addComment'] as { commentEdge: { node: { id: string } } }).commentEdge.node.id;
  }

  test.each([
    [
      'contents',
      [
        ...['repository.defaultBranchRef', 'repository.config', 'repository.ref', 'repository.latestRelease'],
        ...['repository.release', 'pull.headRef', 'pull.baseRef', 'pull.potentialMergeCommit'],
        'merged.pullRequest.mergeCommit',
      ],
    ],
    ['pull_requests', ['repository.pullRequest', 'repository.pullRequests', 'pull', 'merged.pullRequest']],
    [
      'issues',
      ['repository.issue', 'repository.issues', 'task', 'comment', 'pull.closingIssuesReferences.nodes.0'],
    ],
  ])('%s makes null what it would show', async (permission, fields) => {
    const { number: issue, id: task } = await client.openIssue();
    const { dev, mara } = { dev: world.github.as('dev'), mara: world.github.as('mara') };
    await dev.push('shop/web', { branch: 'first', files: { first: '1' }, message: 'First' });
    const { number: first } = await dev.openPullRequest('shop/web', { head: 'first', title: 'First' });
    await mara.mergePullRequest('shop/web', first);
    const { number: change, id: pull } = await client.openChange(`Closes #${issue}`);
    const comment = await addComment(task);
    const octokit = await without(permission);
    const document = `{
    task: node(id: "${task}") { id }
    comment: node(id: "${comment}") { id }
    pull: node(id: "${pull}") { ... on PullRequest {
      headRef { name } baseRef { name } potentialMergeCommit { oid }
      closingIssuesReferences(first: 5) { nodes { number } }
    } }
    merged: repository(owner: "shop", name: "web") { pullRequest(number: ${first}) { mergeCommit { oid } } }
    repository(owner: "shop", name: "web") {
      name
      defaultBranchRef { name }
      config: object(expression: "HEAD:README.md") { oid }
      ref(qualifiedName: "refs/heads/main") { name }
      latestRelease { tagName }
      release(tagName: "v1") { tagName }
      issue(number: ${issue}) { title }
      issues(first: 1) { nodes { title } }
      pullRequest(number: ${change}) { title }
      pullRequests(first: 1) { nodes { title } }
      labels(first: 1) { nodes { name } }
      either: issueOrPullRequest(number: ${permission === 'issues' ? change : issue}) { __typename }
    } }`;
    const seen = await paths(octokit, document);
    expect(seen.sort()).toEqual(fields.sort());
  });

  test('of two, labels take only one', async () => {
    const octokit = await without('issues', 'pull_requests');
    const document = '{ repository(owner: "shop", name: "web") { labels(first: 1) { nodes { name } } } }';
    expect(await paths(octokit, document)).toEqual(['repository.labels']);
  });

  test('checks or statuses makes null only the contexts that it would show', async () => {
    const { head } = await client.openChange();
    const ci = world.github.ci('shop/web');
    await ci.check(head, { name: 'build', conclusion: 'success' });
    await ci.status(head, { context: 'lint', state: 'success' });
    const document = `{ repository(owner: "shop", name: "web") { object(oid: "${head}") { ... on Commit {
      statusCheckRollup { contexts(first: 5) { nodes { __typename } } }
    } } } }`;
    const rollup = 'repository.object.statusCheckRollup';
    expect(await paths(await without('checks'), document)).toEqual([`${rollup}.contexts.nodes.0`]);
    expect(await paths(await without('statuses'), document)).toEqual([`${rollup}.contexts.nodes.1`]);
    expect(await paths(await without('checks', 'statuses'), document)).toEqual([rollup]);
  });

  test.each([
    ['issues', 'closeIssue'],
    ['issues', 'reopenIssue'],
    ['issues', 'addLabelsToLabelable'],
    ['issues', 'removeLabelsFromLabelable'],
    ['issues', 'addComment'],
    ['issues', 'updateIssueComment'],
    ['issues', 'minimizeComment'],
    ['contents', 'mergePullRequest'],
    ['pull_requests', 'mergePullRequest'],
  ])('%s refuses %s', async (permission, field) => {
    const { number, id } = await client.openIssue();
    const { number: change, id: pull } = await client.openChange();
    const comment = await addComment(id);
    const inputs: Record<string, string> = {
      closeIssue: `issueId: "${id}"`,
      reopenIssue: `issueId: "${id}"`,
      addLabelsToLabelable: `labelableId: "${id}", labelIds: []`,
      removeLabelsFromLabelable: `labelableId: "${id}", labelIds: []`,
      addComment: `subjectId: "${id}", body: "Hello"`,
      updateIssueComment: `id: "${comment}", body: "Changed"`,
      minimizeComment: `subjectId: "${comment}", classifier: OUTDATED`,
      mergePullRequest: `pullRequestId: "${pull}"`,
    };
    const document = `mutation { ${field}(input: { ${inputs[field] ?? ''} }) { clientMutationId } }`;
    expect(await paths(await without(permission), document)).toEqual([field]);
    expect(world.github.repository('shop/web').issue(number).state).toBe('open');
    expect(world.github.repository('shop/web').pull(change).merged).toBe(false);
    await client.ask(document);
  });
});

test('people see and do what their role allows', async () => {
  const { id } = await client.openIssue();
  const close = 'mutation($id: ID!) { closeIssue(input: { issueId: $id }) { issue { state } } }';
  const as = (login: string) => world.with(world.github.as(login).token());
  expect((await client.refused(close, { id }, as('tess'))).errors).toMatchObject([
    { type: 'FORBIDDEN', message: 'tess does not have the correct permissions to execute `CloseIssue`' },
  ]);
  expect((await client.refused(close, { id }, as('out'))).errors).toMatchObject([{ type: 'NOT_FOUND' }]);
  const repository = '{ viewer { login } repository(owner: "shop", name: "web") { nameWithOwner } }';
  expect((await client.refused(repository, {}, as('out'))).data).toEqual({
    viewer: { login: 'out' },
    repository: null,
  });
  expect(await as('dev').graphql(close, { id })).toEqual({ closeIssue: { issue: { state: 'CLOSED' } } });
});

test('the App itself and strangers are not let in', async () => {
  const query = '{ viewer { login } }';
  const { token } = (await world.app.auth({ type: 'app' })) as { token: string };
  await expect(world.with(token).graphql(query)).rejects.toMatchObject({ status: 401 });
  const response = await fetch(`${world.github.url}/api/graphql`, {
    method: 'POST',
    body: JSON.stringify({ query }),
  });
  expect(response.status).toBe(401);
});
