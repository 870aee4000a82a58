import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { everyEvent, eventsOf, startShop, type ShopWorld } from '../simulator/start-world.js';
import { emittedEvents } from '../support/emitted-events.js';
import { readDescription } from '../support/validate-github.js';

const emitted = emittedEvents();
const described = readDescription(
  'webhooks',
  [
    ...['completed', 'requested', 'rerequested'].map((action) => [
      `check_suite.${action}`,
      '/check_suite/app/events/*',
    ]),
    ['deployment.created', '/deployment/performed_via_github_app/events/*'],
    ['deployment_status.created', '/deployment/performed_via_github_app/events/*'],
  ]
    .map(([body = '', at = '']) => ({
      body,
      at,
      rules: ['enum'],
      because: 'an App may subscribe to deployment_protection_rule, as its own documentation says',
    }))
    .concat(
      ['environment_url', 'log_url'].map((name) => ({
        body: 'deployment_status.created',
        at: `/deployment_status/${name}`,
        rules: ['format'],
        because:
          'empty until there is an address, as in the REST API and in the examples of @octokit/webhooks',
      })),
    ),
);
const repository = 'shop/web';
const web = { owner: 'shop', repo: 'web' };
let shop: ShopWorld;
let payloads: { event: string; payload: Record<string, unknown> }[];

beforeAll(async () => {
  shop = await startShop({ events: [...everyEvent, 'delete', 'repository'] });
  for (const chapter of [
    installation,
    teams,
    labels,
    issue,
    comments,
    change,
    review,
    checks,
    deployment,
    departures,
  ]) {
    await chapter(shop);
  }
  await queue(shop);
  await merge(shop);
  await releases(shop);
  await shop.github.settled();
  const events = eventsOf(shop);
  payloads = shop.received.map(({ payload }, at) => ({ event: events[at] ?? '', payload }));
}, 60_000);
afterAll(() => shop.close());

test.each(emitted)('%s is delivered as GitHub describes it', (event) => {
  const delivered = payloads.filter((one) => one.event === event);
  expect(delivered).not.toEqual([]);
  expect(delivered.flatMap(({ payload }) => described.problemsOf(event, payload))).toEqual([]);
});

test('no other event is delivered than those that the source of the simulator shows', () => {
  expect([...new Set(payloads.map(({ event }) => event))].sort()).toEqual(emitted);
});

test('what GitHub describes wrongly is still needed', () => {
  expect(described.needless()).toEqual([]);
});

test('nobody is told that a deployment became inactive', () => {
  const told = payloads.map(({ payload }) => payload['deployment_status']).filter(Boolean);
  const states = shop.github
    .repository(repository)
    .deployments()[0]
    ?.statuses.map(({ state }) => state);
  expect(states).toEqual(['in_progress', 'success', 'inactive']);
  expect(told).not.toContainEqual(expect.objectContaining({ state: 'inactive' }));
});

async function installation({ github }: ShopWorld): Promise<void> {
  await github.createRepository({
    owner: 'shop',
    name: 'api',
    files: { 'README.md': '# Api\n' },
    collaborators: { mara: 'write' },
  });
  await github.install({ account: 'shop', repositories: ['shop/api'] });
}

async function teams({ github }: ShopWorld): Promise<void> {
  const mara = github.as('mara');
  mara.addToTeam('shop', 'qa-people', 'dev');
  mara.removeFromTeam('shop', 'qa-people', 'dev');
  await github.settled();
}

async function labels({ octokit: { rest } }: ShopWorld): Promise<void> {
  await rest.issues.createLabel({ ...web, name: 'stage: planning', color: '0e8a16', description: 'Planned' });
  await rest.issues.updateLabel({ ...web, name: 'stage: planning', color: '1d76db' });
}

async function issue({ github }: ShopWorld): Promise<void> {
  const mara = github.as('mara');
  await github.as('carl').openIssue(repository, { title: 'A wish', body: 'Please' });
  await mara.openIssue(repository, { title: 'Without words', labels: ['bug'] });
  await mara.editIssue(repository, 1, { title: 'A better wish', body: 'Pretty please' });
  await mara.addLabel(repository, 1, 'stage: planning');
  await mara.addLabel(repository, 1, 'enhancement');
  await mara.removeLabel(repository, 1, 'enhancement');
  await mara.assign(repository, 1, ['dev']);
  await mara.assign(repository, 1, []);
  await mara.closeIssue(repository, 1, 'not_planned');
  await mara.reopenIssue(repository, 1);
}

async function comments({ github, octokit: { rest } }: ShopWorld): Promise<void> {
  const carl = github.as('carl');
  const { id } = await carl.comment(repository, 1, '/approve');
  await carl.editComment(repository, id, '/approve Thank you');
  await carl.deleteComment(repository, id);
  const { data } = await rest.issues.createComment({ ...web, issue_number: 1, body: 'Card' });
  await rest.reactions.createForIssueComment({ ...web, comment_id: data.id, content: 'eyes' });
  await rest.issues.updateComment({ ...web, comment_id: data.id, body: 'Card 2' });
}

/** The change is number 3, on `task/1`. */
async function change({ github }: ShopWorld): Promise<void> {
  const dev = github.as('dev');
  await dev.push(repository, { branch: 'task/1', files: { 'price.txt': '9\n' }, message: 'Cheaper' });
  await dev.push(repository, { branch: 'next', files: { n: 'n' }, message: 'Next' });
  const words = { title: 'Cheaper', body: 'Closes #1', draft: true };
  await dev.openPullRequest(repository, { head: 'task/1', base: 'next', ...words });
  await dev.editPullRequest(repository, 3, { title: 'Much cheaper', base: 'main' });
  await dev.markReady(repository, 3);
  await dev.convertToDraft(repository, 3);
  await dev.markReady(repository, 3);
  await dev.push(repository, { branch: 'task/1', files: { 'run.sh': null }, message: 'No script' });
  await dev.closePullRequest(repository, 3);
  await dev.reopenPullRequest(repository, 3);
  await dev.deleteBranch(repository, 'next');
}

async function review({ github }: ShopWorld): Promise<void> {
  const [mara, tess] = [github.as('mara'), github.as('tess')];
  await mara.addLabel(repository, 3, 'bug');
  await mara.removeLabel(repository, 3, 'bug');
  await mara.assign(repository, 3, ['dev']);
  await mara.assign(repository, 3, []);
  await mara.comment(repository, 3, 'Look at this');
  await mara.requestReview(repository, 3, ['tess']);
  await shop.octokit.rest.pulls.removeRequestedReviewers({ ...web, pull_number: 3, reviewers: ['tess'] });
  await mara.requestReview(repository, 3, ['tess']);
  const { id } = await tess.review(repository, 3, { event: 'REQUEST_CHANGES', body: 'It is red' });
  await mara.dismissReview(repository, 3, id, 'It is meant to be red');
  await tess.review(repository, 3, { event: 'COMMENT', body: 'I see' });
  await tess.review(repository, 3, { event: 'APPROVE' });
}

async function checks({ github, octokit: { rest } }: ShopWorld): Promise<void> {
  const dev = github.as('dev');
  const head = github.repository(repository).pull(3).head.sha;
  await github.ci(repository).check(head, { name: 'build', status: 'in_progress' });
  await github.ci(repository).check(head, { name: 'build', conclusion: 'failure' });
  await github.ci(repository).status(head, { context: 'lint', state: 'pending' });
  await github.ci(repository).status(head, { context: 'lint', state: 'success', description: 'Clean' });
  const { data } = await rest.checks.create({
    ...web,
    name: 'greenlight',
    head_sha: head,
    conclusion: 'action_required',
    output: { title: 'Waits for the tester', summary: 'Nobody has tested this' },
    actions: [{ label: 'Approve', description: 'Approve the demo', identifier: 'approve' }],
  });
  await dev.clickCheckAction(repository, data.id, 'approve');
  await dev.rerequestCheck(repository, data.id);
  await dev.rerequestCheckSuite(repository, data.check_suite?.id ?? 0);
}

async function deployment({ github, octokit: { rest } }: ShopWorld): Promise<void> {
  const fields = {
    ...web,
    ref: 'task/1',
    auto_merge: false,
    required_contexts: [],
    environment: 'preview/1',
  };
  const payload = { task: 'shop/web#1' };
  const { data } = await rest.repos.createDeployment({ ...fields, payload, description: 'Task 1' });
  if (!('id' in data)) throw new Error('not deployed');
  const [ci, id] = [github.ci(repository), data.id];
  await ci.deployStatus(id, { state: 'in_progress', logUrl: 'http://127.0.0.1/log' });
  await ci.deployStatus(id, { state: 'success', environmentUrl: 'http://127.0.0.1/' });
  const second = await rest.repos.createDeployment(fields);
  if (!('id' in second.data)) throw new Error('not deployed');
  await ci.deployStatus(second.data.id, { state: 'success' });
  await ci.askToDeploy({ environment: 'production', ref: 'main' });
}

/** Out of the queue for a check that fails, and merged through it. */
async function queue({ github }: ShopWorld): Promise<void> {
  const [dev, mara, ci] = [github.as('dev'), github.as('mara'), github.ci(repository)];
  const rules = { requiredChecks: [{ context: 'build' }] };
  const { sha } = await dev.push(repository, { branch: 'queued', files: { q: 'q' }, message: 'Queued' });
  const { number } = await dev.openPullRequest(repository, { head: 'queued', title: 'Queued' });
  await mara.protectBranch(repository, 'main', { ...rules, mergeQueue: 'merge' });
  await ci.check(sha, { name: 'build', conclusion: 'success' });
  const group = (): Promise<string> =>
    github
      .repository(repository)
      .git('for-each-ref', '--format=%(objectname)', 'refs/heads/gh-readonly-queue');
  for (const conclusion of ['failure', 'success'] as const) {
    await dev.enqueue(repository, number);
    await ci.check(await group(), { name: 'build', conclusion });
    await github.settled();
  }
  await mara.protectBranch(repository, 'main', { requiredChecks: [] });
}

/** Issues that leave, and the repository under another name and back. */
async function departures({ github }: ShopWorld): Promise<void> {
  const mara = github.as('mara');
  const { number } = await mara.openIssue(repository, { title: 'In the wrong place' });
  await mara.transferIssue(repository, number, 'shop/api');
  const gone = await mara.openIssue(repository, { title: 'Spam' });
  await mara.deleteIssue(repository, gone.number);
  await mara.renameRepository(repository, 'site');
  await mara.renameRepository('shop/site', 'web');
}

async function merge({ github, octokit: { rest } }: ShopWorld): Promise<void> {
  await rest.pulls.merge({ ...web, pull_number: 3 });
  await github.as('dev').deleteBranch(repository, 'task/1');
}

async function releases({ octokit: { rest } }: ShopWorld): Promise<void> {
  const draft = await rest.repos.createRelease({ ...web, tag_name: 'v1', draft: true });
  const one = { ...web, release_id: draft.data.id };
  await rest.repos.updateRelease({ ...one, draft: false });
  await rest.repos.updateRelease({ ...one, name: 'One', body: 'Notes' });
  await rest.repos.createRelease({ ...web, tag_name: 'v2-rc', prerelease: true });
  await rest.repos.deleteRelease(one);
}
