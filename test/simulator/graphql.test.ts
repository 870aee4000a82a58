import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Data, graphqlClient, type GraphqlClient } from './graphql-client.js';
import { appId, eventsOf, lastOf, startShop, type ShopWorld } from './start-world.js';

const web = { owner: 'shop', name: 'web' };
let world: ShopWorld;
let client: GraphqlClient;

beforeEach(async () => {
  world = await startShop();
  client = graphqlClient(world);
});
afterEach(() => world.close());

const contexts = `
  __typename
  ... on CheckRun { name status conclusion isRequired(pullRequestNumber: $change) checkSuite { app { databaseId slug } } }
  ... on StatusContext { context state isRequired(pullRequestNumber: $change) }`;

const snapshot = `query Snapshot($owner: String!, $name: String!, $issue: Int!, $change: Int!, $withChange: Boolean!) {
  repository(owner: $owner, name: $name) {
    defaultBranchRef {
      name
      target { oid ... on Commit { tree { oid } } }
      refUpdateRule { requiredStatusCheckContexts }
      rules(first: 100) { nodes { type parameters {
        __typename
        ... on RequiredStatusChecksParameters { requiredStatusChecks { context } }
      } } }
    }
    config: object(expression: "HEAD:README.md") { oid ... on Blob { text isTruncated } }
    latestRelease { tagName }
    issueOrPullRequest(number: $issue) { __typename ...onIssue ...onPull }
    pullRequest(number: $change) @include(if: $withChange) {
      id number title headRefName baseRefName headRefOid isDraft state merged isCrossRepository
      author { login }
      mergeCommit { oid tree { oid } }
      commits(last: 1) { nodes { commit { oid statusCheckRollup { contexts(first: 100) {
        pageInfo { hasNextPage endCursor }
        nodes { ${contexts} }
      } } } } }
    }
  }
}
fragment onIssue on Issue { id title body state url author { login } labels(first: 100) { nodes { name } } }
fragment onPull on PullRequest { id title body state url author { login } labels(first: 100) { nodes { name } } }`;

test('one query tells a task, its change with the checks on it, the live branch and its configuration', async () => {
  const { github } = world;
  const repository = github.repository('shop/web');
  await github.as('mara').protectBranch('shop/web', 'main', {
    requiredChecks: [{ context: 'build' }, { context: 'greenlight', appId }],
  });
  const { number: issue } = await github
    .as('carl')
    .openIssue('shop/web', { title: 'A wish', body: 'Please' });
  await github.as('mara').addLabel('shop/web', issue, 'enhancement');
  const { number: change, head, main, id } = await client.openChange();
  const ci = github.ci('shop/web');
  await ci.check(head, { name: 'build', conclusion: 'failure' });
  await ci.check(head, { name: 'greenlight', status: 'in_progress' });
  await ci.status(head, { context: 'lint', state: 'pending' });
  const tree = await repository.git('rev-parse', 'main^{tree}');
  const actions = { app: { databaseId: 15368, slug: 'github-actions' } };
  const answer = await client.ask(snapshot, { ...web, issue, change, withChange: true });
  expect(answer['repository']).toEqual({
    defaultBranchRef: {
      name: 'main',
      target: { oid: main, tree: { oid: tree } },
      refUpdateRule: { requiredStatusCheckContexts: ['build', 'greenlight'] },
      rules: { nodes: [] },
    },
    config: { oid: await repository.git('rev-parse', 'main:README.md'), text: '# Web\n', isTruncated: false },
    latestRelease: null,
    issueOrPullRequest: {
      __typename: 'Issue',
      id: expect.stringMatching(/^I_/),
      title: 'A wish',
      body: 'Please',
      state: 'OPEN',
      url: `${github.url}/shop/web/issues/${issue}`,
      author: { login: 'carl' },
      labels: { nodes: [{ name: 'enhancement' }] },
    },
    pullRequest: {
      ...{ id, number: change, title: 'Add new', state: 'OPEN', merged: false, mergeCommit: null },
      ...{ headRefName: 'task/1', headRefOid: head, baseRefName: 'main' },
      ...{ isDraft: false, isCrossRepository: false, author: { login: 'dev' } },
      commits: {
        nodes: [
          {
            commit: {
              oid: head,
              statusCheckRollup: {
                contexts: {
                  pageInfo: { hasNextPage: false, endCursor: expect.any(String) },
                  nodes: [
                    {
                      ...{
                        __typename: 'CheckRun',
                        name: 'build',
                        status: 'COMPLETED',
                        conclusion: 'FAILURE',
                      },
                      ...{ isRequired: true, checkSuite: actions },
                    },
                    {
                      ...{
                        __typename: 'CheckRun',
                        name: 'greenlight',
                        status: 'IN_PROGRESS',
                        conclusion: null,
                      },
                      // The protection wants it from another App.
                      ...{ isRequired: false, checkSuite: actions },
                    },
                    { __typename: 'StatusContext', context: 'lint', state: 'PENDING', isRequired: false },
                  ],
                },
              },
            },
          },
        ],
      },
    },
  });
  const without = await client.ask(snapshot, { ...web, issue: change, change: 0, withChange: false });
  expect(without['repository']).not.toHaveProperty('pullRequest');
  expect(without['repository']).toMatchObject({ issueOrPullRequest: { __typename: 'PullRequest', id } });
  expect(github.unknown).toEqual([]);
});

test('a rollup holds the latest run of each App and name, the latest status of each context, or is null', async () => {
  const ci = world.github.ci('shop/web');
  const rollup = async () => {
    const { object } =
      await client.ofRepository(`object(expression: "main") { ... on Commit { statusCheckRollup {
      state contexts(first: 9) { totalCount nodes {
        ... on CheckRun { name conclusion checkSuite { app { slug } } } ... on StatusContext { context state }
      } }
    } } }`);
    return (object as Data)['statusCheckRollup'];
  };
  const main = await world.github.repository('shop/web').git('rev-parse', 'main');
  expect(await rollup()).toBeNull();
  await ci.check(main, { name: 'build', conclusion: 'failure' });
  await ci.check(main, { name: 'build', conclusion: 'success' });
  const own = { owner: 'shop', repo: 'web', name: 'build', head_sha: main, conclusion: 'neutral' as const };
  await world.octokit.rest.checks.create(own);
  await ci.status(main, { context: 'lint', state: 'pending' });
  await ci.status(main, { context: 'lint', state: 'error' });
  expect(await rollup()).toEqual({
    state: 'ERROR',
    contexts: {
      totalCount: 3,
      nodes: [
        { name: 'build', conclusion: 'SUCCESS', checkSuite: { app: { slug: 'github-actions' } } },
        { name: 'build', conclusion: 'NEUTRAL', checkSuite: { app: { slug: 'greenlight' } } },
        { context: 'lint', state: 'ERROR' },
      ],
    },
  });
});

test('files, directories, commits and tags are told apart, and what is not there is null', async () => {
  const dev = world.github.as('dev');
  await dev.push('shop/web', {
    branch: 'main',
    files: { 'a.bin': 'a\0b', 'dir/b': 'b' },
    message: 'More\n\nWhy',
  });
  const { octokit, github } = world;
  const sha = await github.repository('shop/web').git('rev-parse', 'main');
  await octokit.rest.repos.createRelease({
    owner: 'shop',
    repo: 'web',
    tag_name: 'v1',
    target_commitish: sha,
  });
  const draft = { owner: 'shop', repo: 'web', tag_name: 'v2', draft: true };
  await octokit.rest.repos.createRelease(draft);
  expect(
    await client.ofRepository(`
      binary: object(expression: "main:a.bin") { ... on Blob { text isBinary byteSize } }
      directory: object(expression: "main:dir") { __typename }
      file: object(expression: "HEAD:nothing") { __typename }
      option: object(expression: "--all") { __typename }
      commit: object(oid: "${sha}") { ... on Commit { messageHeadline messageBody parents(first: 1) { totalCount } } }
      tag: ref(qualifiedName: "refs/tags/v1") { name target { oid } }
      branch: ref(qualifiedName: "nowhere") { name }
      latestRelease { tagName isLatest tagCommit { oid } }
    `),
  ).toEqual({
    binary: { text: null, isBinary: true, byteSize: 3 },
    directory: { __typename: 'Tree' },
    file: null,
    option: null,
    commit: { messageHeadline: 'More', messageBody: 'Why', parents: { totalCount: 1 } },
    tag: { name: 'v1', target: { oid: sha } },
    branch: null,
    latestRelease: { tagName: 'v1', isLatest: true, tagCommit: { oid: sha } },
  });
});

test('a list comes in pages, and must be asked for with a size', async () => {
  await world.github.as('mara').addLabel('shop/web', (await client.openIssue()).number, 'third');
  const page = async (after: string | null) => {
    const labels = `labels(first: 2, after: ${JSON.stringify(after)}) {
      totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { name }
    }`;
    return (await client.ofRepository(labels))['labels'] as {
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
      nodes: { name: string }[];
    };
  };
  const first = await page(null);
  expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
  const second = await page(first.pageInfo.endCursor);
  expect(second).toMatchObject({ pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  expect([...first.nodes, ...second.nodes].map(({ name }) => name)).toEqual(['bug', 'enhancement', 'third']);
  const type = async (size: string) => {
    const { errors } = await client.refused(
      `{ repository(owner: "shop", name: "web") { labels${size} { nodes { id } } } }`,
    );
    return errors.map((error) => error.type);
  };
  expect(await type('')).toEqual(['MISSING_PAGINATION_BOUNDARIES']);
  expect(await type('(first: 101)')).toEqual(['EXCESSIVE_PAGINATION']);
  expect(await type('(first: 1, after: "x")')).toEqual(['INVALID_CURSOR_ARGUMENTS']);
});

test('the steps of a mutation happen in their order, and each is announced as the bot’s', async () => {
  const { number, id, label } = await client.openIssue();
  await world.github.as('mara').addLabel('shop/web', number, 'bug');
  await world.github.settled();
  const before = eventsOf(world).length;
  await client.ask(
    `mutation MoveIssue($issue: ID!, $add: [ID!]!, $remove: [ID!]!, $reason: IssueClosedStateReason) {
      add: addLabelsToLabelable(input: { labelableId: $issue, labelIds: $add }) { clientMutationId }
      remove: removeLabelsFromLabelable(input: { labelableId: $issue, labelIds: $remove }) { clientMutationId }
      closeIssue(input: { issueId: $issue, stateReason: $reason }) { clientMutationId }
    }`,
    { issue: id, add: [label('enhancement')], remove: [label('bug')], reason: 'NOT_PLANNED' },
  );
  expect(world.github.repository('shop/web').issue(number)).toMatchObject({
    ...{ labels: ['enhancement'], state: 'closed', state_reason: 'not_planned' },
  });
  const closed = await lastOf(world, 'issues.closed');
  expect(closed).toMatchObject({ sender: { login: 'greenlight[bot]' } });
  expect(eventsOf(world).slice(before)).toEqual(['issues.labeled', 'issues.unlabeled', 'issues.closed']);
  const reopen = `mutation($id: ID!) {
    reopenIssue(input: { issueId: $id, clientMutationId: "c" }) { clientMutationId issue { state stateReason } }
    again: removeLabelsFromLabelable(input: { labelableId: $id, labelIds: ["${label('bug')}"] }) {
      labelable { labels(first: 5) { nodes { name } } }
    }
  }`;
  expect(await client.ask(reopen, { id })).toEqual({
    reopenIssue: { clientMutationId: 'c', issue: { state: 'OPEN', stateReason: 'REOPENED' } },
    again: { labelable: { labels: { nodes: [{ name: 'enhancement' }] } } },
  });
});

test('a step that is refused leaves the others done', async () => {
  const { number, id } = await client.openIssue();
  const { data, errors } = await client.refused(
    `mutation($id: ID!) {
      addLabelsToLabelable(input: { labelableId: $id, labelIds: ["LA_gone"] }) { clientMutationId }
      closeIssue(input: { issueId: $id }) { issue { stateReason } }
    }`,
    { id },
  );
  expect(data).toEqual({ addLabelsToLabelable: null, closeIssue: { issue: { stateReason: 'COMPLETED' } } });
  expect(errors).toMatchObject([{ type: 'NOT_FOUND', path: ['addLabelsToLabelable'] }]);
  expect(errors[0]?.message).toContain("node with the global id of 'LA_gone'");
  expect(world.github.repository('shop/web').issue(number).state).toBe('closed');
});

test('comments are written, edited and hidden, and a text that GitHub does not take is refused', async () => {
  const { number, id } = await client.openIssue();
  const { addComment } = await client.ask(
    `mutation($id: ID!) { addComment(input: { subjectId: $id, body: "First" }) { commentEdge { node { id databaseId } } } }`,
    { id },
  );
  const { node } = (addComment as { commentEdge: { node: { id: string; databaseId: number } } }).commentEdge;
  await client.ask(
    `mutation($id: ID!) {
      updateIssueComment(input: { id: $id, body: "Second" }) { issueComment { body } }
      minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { minimizedReason } }
    }`,
    { id: node.id },
  );
  expect(world.github.repository('shop/web').issue(number).comments).toMatchObject([
    { id: node.databaseId, author: 'greenlight[bot]', body: 'Second', minimized: true },
  ]);
  await lastOf(world, 'issue_comment.edited');
  const blank = `mutation($id: ID!) { updateIssueComment(input: { id: $id, body: " " }) { clientMutationId } }`;
  expect((await client.refused(blank, { id: node.id })).errors).toMatchObject([
    { type: 'UNPROCESSABLE', path: ['updateIssueComment'], message: 'Body cannot be blank' },
  ]);
});

const merge = `mutation Merge($change: ID!, $head: GitObjectID!, $title: String!) {
  mergePullRequest(input: { pullRequestId: $change, expectedHeadOid: $head, commitHeadline: $title, mergeMethod: MERGE }) {
    pullRequest { merged state mergeCommit { oid messageHeadline tree { oid } } }
  }
}`;

test('a change is merged at the head that was expected, and its issue is closed', async () => {
  const { github } = world;
  const repository = github.repository('shop/web');
  const { number: issue } = await client.openIssue();
  const { id, head, number } = await client.openChange(`Closes #${issue}`);
  expect(
    await client.ofRepository(
      `pullRequest(number: ${number}) { closingIssuesReferences(first: 5) { nodes { number repository { databaseId } } } }`,
    ),
  ).toEqual({
    pullRequest: {
      closingIssuesReferences: { nodes: [{ number: issue, repository: { databaseId: repository.id } }] },
    },
  });
  const stale = await client.refused(merge, { change: id, head: '1'.repeat(40), title: 'Release' });
  expect(stale).toMatchObject({
    data: { mergePullRequest: null },
    errors: [
      {
        ...{ type: 'UNPROCESSABLE', path: ['mergePullRequest'] },
        message: 'Head branch was modified. Review and try the merge again.',
      },
    ],
  });
  const answer = await client.ask(merge, { change: id, head, title: 'Release' });
  const tree = await repository.git('rev-parse', 'main^{tree}');
  const oid = await repository.git('rev-parse', 'main');
  expect(answer['mergePullRequest']).toEqual({
    pullRequest: {
      merged: true,
      state: 'MERGED',
      mergeCommit: { oid, messageHeadline: 'Release', tree: { oid: tree } },
    },
  });
  expect(repository.issue(issue).state).toBe('closed');
  expect(await lastOf(world, 'pull_request.closed')).toMatchObject({ pull_request: { merged: true } });
});

test('a merge is refused in GitHub’s words while a required check is missing', async () => {
  const { github } = world;
  await github
    .as('mara')
    .protectBranch('shop/web', 'main', { requiredChecks: [{ context: 'greenlight', appId }] });
  const { id, head, main } = await client.openChange();
  const attempt = { change: id, head, title: 'Release' };
  const words = async () => (await client.refused(merge, attempt)).errors.map(({ message }) => message);
  expect(await words()).toEqual(['Required status check "greenlight" is expected.']);
  const check = { owner: 'shop', repo: 'web', name: 'greenlight', head_sha: head };
  await world.octokit.rest.checks.create({ ...check, conclusion: 'failure' });
  expect(await words()).toEqual(['Required status check "greenlight" is failing.']);
  expect(await github.repository('shop/web').git('rev-parse', 'main')).toBe(main);
  await world.octokit.rest.checks.create({ ...check, conclusion: 'success' });
  expect(await client.ask(merge, attempt)).toMatchObject({
    mergePullRequest: { pullRequest: { merged: true } },
  });
});

test('what is not there is null, with an error that says so', async () => {
  const { number: issue, id } = await client.openIssue();
  const { number: change } = await client.openChange();
  const { data, errors } = await client.refused(`{
    other: repository(owner: "shop", name: "nowhere") { name }
    node(id: "I_none") { id }
    repository(owner: "shop", name: "web") {
      name
      neither: issueOrPullRequest(number: 99) { __typename }
      pullRequest(number: ${issue}) { id }
      issue(number: ${change}) { id }
    }
  }`);
  expect(data).toEqual({
    other: null,
    node: null,
    repository: { name: 'web', neither: null, pullRequest: null, issue: null },
  });
  expect(new Set(errors.map(({ type }) => type))).toEqual(new Set(['NOT_FOUND']));
  const words = Object.fromEntries(errors.map(({ path = [], message }) => [path.join('.'), message]));
  expect(words).toEqual({
    other: "Could not resolve to a Repository with the name 'shop/nowhere'.",
    node: "Could not resolve to a node with the global id of 'I_none'.",
    'repository.neither': 'Could not resolve to an issue or pull request with the number of 99.',
    'repository.pullRequest': `Could not resolve to a PullRequest with the number of ${issue}.`,
    'repository.issue': `Could not resolve to an Issue with the number of ${change}.`,
  });
  const wrong = await client.refused(merge, { change: id, head: '1'.repeat(40), title: '' });
  expect(wrong.errors[0]?.message).toContain(`PullRequest node with the global id of '${id}'`);
});

test('the login of an App lacks the [bot] that REST gives it, and its type is Bot', async () => {
  const { id, number } = await client.openIssue();
  await client.ask(
    `mutation($id: ID!) { addComment(input: { subjectId: $id, body: "Seen" }) { clientMutationId } }`,
    { id },
  );
  const comments = 'comments(last: 1) { nodes { author { __typename login } } }';
  expect(await client.ofRepository(`issue(number: ${number}) { ${comments} }`)).toEqual({
    issue: { comments: { nodes: [{ author: { __typename: 'Bot', login: 'greenlight' } }] } },
  });
  expect(await client.ask('{ viewer { login } }')).toEqual({ viewer: { login: 'greenlight[bot]' } });
});

test('a field that GitHub does not have, or we do not, is refused whole and remembered as unknown', async () => {
  const document = `query Wrong { repository(owner: "shop", name: "web") { name stars } }`;
  const answer = await client.refused(document);
  expect(answer).not.toHaveProperty('data');
  expect(answer.errors).toMatchObject([
    {
      message: "Field 'stars' doesn't exist on type 'Repository'",
      extensions: { code: 'undefinedField', typeName: 'Repository', fieldName: 'stars' },
    },
  ]);
  await client.refused('query Unfinished {');
  const { unknown } = world.github;
  expect(unknown.map(({ route, status }) => `${route} ${status}`)).toEqual([
    'POST /graphql Wrong 200',
    'POST /graphql 200',
  ]);
  await client.refused('query None { repository(owner: "shop", name: "nowhere") { name } }');
  expect(unknown).toHaveLength(2);
});

test('a request is recorded under its operation’s name, counts as GitHub counts it, and meets faults by that name', async () => {
  const { id } = await client.openIssue();
  const { github } = world;
  const close = 'mutation Close($id: ID!) { closeIssue(input: { issueId: $id }) { clientMutationId } }';
  github.faults.add({ route: 'POST /graphql Close', then: { status: 502 } });
  await client.ask('query Who { viewer { login } }');
  await expect(client.ask(close, { id })).rejects.toMatchObject({ status: 502 });
  await client.ask(close, { id });
  await client.ask('{ viewer { login } }');
  const seen = github.requests.slice(-4);
  expect(seen.map(({ route, points, status }) => ({ route, points, status }))).toEqual([
    { route: 'POST /graphql Who', points: 1, status: 200 },
    { route: 'POST /graphql Close', points: 5, status: 502 },
    { route: 'POST /graphql Close', points: 5, status: 200 },
    { route: 'POST /graphql', points: 1, status: 200 },
  ]);
});

test('a timeline tells which labels were put on and taken off, and when, oldest first', async () => {
  const { github } = world;
  const [carl, mara] = [github.as('carl'), github.as('mara')];
  const { number } = await carl.openIssue('shop/web', { title: 'A wish' });
  await mara.addLabel('shop/web', number, 'bug');
  await mara.removeLabel('shop/web', number, 'bug');
  await mara.addLabel('shop/web', number, 'enhancement');
  const document = (types: string) => `query Timeline($owner: String!, $name: String!, $number: Int!) {
    repository(owner: $owner, name: $name) { issue(number: $number) {
      timelineItems(last: 2${types}) { totalCount nodes {
        __typename ... on LabeledEvent { createdAt label { name } actor { login } }
      } }
    } }
  }`;
  const ask = async (types: string): Promise<unknown> => {
    const answer = await client.ask(document(types), { ...web, number });
    return (answer as { repository: { issue: { timelineItems: unknown } } }).repository.issue.timelineItems;
  };
  const labeled = (name: string) => ({
    ...{ __typename: 'LabeledEvent', actor: { login: 'mara' }, label: { name } },
    createdAt: expect.stringMatching(/:\d\dZ$/),
  });
  expect(await ask(', itemTypes: [LABELED_EVENT]')).toEqual({
    totalCount: 2,
    nodes: [labeled('bug'), labeled('enhancement')],
  });
  await carl.comment('shop/web', number, 'Thank you');
  expect(await ask(', itemTypes: [LABELED_EVENT, ISSUE_COMMENT]')).toEqual({
    totalCount: 3,
    nodes: [labeled('enhancement'), { __typename: 'IssueComment' }],
  });
  expect(await ask(', itemTypes: [LABELED_EVENT, UNLABELED_EVENT]')).toEqual({
    totalCount: 3,
    nodes: [{ __typename: 'UnlabeledEvent' }, labeled('enhancement')],
  });
});
