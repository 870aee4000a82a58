import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventsOf, lastOf, startShop, type ShopWorld } from './start-world.js';

const web = { owner: 'shop', repo: 'web' };
let world: ShopWorld;

beforeEach(async () => {
  world = await startShop();
});
afterEach(() => world.close());

async function anIssue(): Promise<{ owner: string; repo: string; issue_number: number }> {
  const { number } = await world.github.as('carl').openIssue('shop/web', { title: 'A wish' });
  return { ...web, issue_number: number };
}

test('labels are found in any case, and one that the repository lacks is made', async () => {
  const { rest } = world.octokit;
  const issue = await anIssue();
  await rest.issues.addLabels({ ...issue, labels: ['BUG', 'stage: demo'] });
  const { data } = await rest.issues.listLabelsOnIssue(issue);
  expect(data.map((label) => label.name)).toEqual(['bug', 'stage: demo']);
  await expect(
    rest.issues.createLabel({ ...web, name: 'Stage: Demo', color: 'ffffff' }),
  ).rejects.toMatchObject({
    status: 422,
  });
  await rest.issues.updateLabel({ ...web, name: 'stage: demo', color: '00ff00' });
  await rest.issues.setLabels({ ...issue, labels: ['stage: demo', 'next'] });
  await rest.issues.removeLabel({ ...issue, name: 'NEXT' });
  await expect(rest.issues.removeLabel({ ...issue, name: 'next' })).rejects.toMatchObject({ status: 404 });
  expect(world.github.repository('shop/web').issue(issue.issue_number).labels).toEqual(['stage: demo']);
  expect(await lastOf(world, 'issues.unlabeled')).toMatchObject({ label: { name: 'next' } });
});

test('one request changes title, state, reason, labels and assignees, and each is announced', async () => {
  const issue = await anIssue();
  const { data } = await world.octokit.rest.issues.update({
    ...issue,
    title: 'Another wish',
    labels: ['bug'],
    assignees: ['dev', 'out'],
    state: 'closed',
    state_reason: 'not_planned',
  });
  expect(data).toMatchObject({
    state: 'closed',
    state_reason: 'not_planned',
    closed_by: { login: 'greenlight[bot]' },
  });
  expect(data.assignees?.map(({ login }) => login)).toEqual(['dev']);
  await world.github.settled();
  expect(eventsOf(world).slice(-4).sort()).toEqual([
    'issues.assigned',
    'issues.closed',
    'issues.edited',
    'issues.labeled',
  ]);
});

test('a reaction is new once, and taken back by whoever left it', async () => {
  const { rest } = world.octokit;
  const issue = await anIssue();
  const { id } = await world.github.as('carl').comment('shop/web', issue.issue_number, '/approve');
  const on = { ...web, comment_id: id };
  expect((await rest.reactions.createForIssueComment({ ...on, content: 'eyes' })).status).toBe(201);
  const again = await rest.reactions.createForIssueComment({ ...on, content: 'eyes' });
  expect(again.status).toBe(200);
  await rest.reactions.deleteForIssueComment({ ...on, reaction_id: again.data.id });
  expect((await rest.reactions.listForIssueComment(on)).data).toEqual([]);
});

test('a comment above GitHub’s length, or an empty one, is refused', async () => {
  const issue = await anIssue();
  const say = (body: string) => world.octokit.rest.issues.createComment({ ...issue, body });
  await expect(say('x'.repeat(65_537))).rejects.toMatchObject({ status: 422 });
  await expect(say(' ')).rejects.toMatchObject({ status: 422 });
  await expect(say('x'.repeat(65_536))).resolves.toMatchObject({ status: 201 });
});

test('people edit and delete comments, and the event tells what was written before', async () => {
  const issue = await anIssue();
  const carl = world.github.as('carl');
  const { id } = await carl.comment('shop/web', issue.issue_number, 'yes');
  await world.github.as('dev').editComment('shop/web', id, 'no');
  expect(await lastOf(world, 'issue_comment.edited')).toMatchObject({
    changes: { body: { from: 'yes' } },
    comment: { user: { login: 'carl' } },
    sender: { login: 'dev' },
  });
  await carl.deleteComment('shop/web', id);
  await lastOf(world, 'issue_comment.deleted');
  await expect(world.octokit.rest.issues.getComment({ ...web, comment_id: id })).rejects.toMatchObject({
    status: 404,
  });
});

test('issues and pull requests share one numbering and one list', async () => {
  await anIssue();
  const dev = world.github.as('dev');
  await dev.push('shop/web', { branch: 'b', files: { b: 'b' }, message: 'B' });
  const { number } = await dev.openPullRequest('shop/web', { head: 'b', title: 'B', draft: true });
  expect(number).toBe(2);
  const { data } = await world.octokit.rest.issues.listForRepo(web);
  expect(data.map((issue) => [issue.number, issue.pull_request !== undefined])).toEqual([
    [2, true],
    [1, false],
  ]);
  await dev.markReady('shop/web', number);
  expect(await lastOf(world, 'pull_request.ready_for_review')).toMatchObject({
    pull_request: { draft: false },
  });
  await world.github.as('tess').addLabel('shop/web', number, 'bug');
  await lastOf(world, 'pull_request.labeled');
});

test('only issues that carry every label and changed since then are listed', async () => {
  const { rest } = world.octokit;
  const first = await anIssue();
  await anIssue();
  await rest.issues.addLabels({ ...first, labels: ['bug', 'intake'] });
  const list = async (query: { labels?: string; since?: string }) =>
    (await rest.issues.listForRepo({ ...web, ...query })).data.map(({ number }) => number);
  expect(await list({ labels: 'Intake,bug' })).toEqual([first.issue_number]);
  expect(await list({ since: new Date(Date.now() + 60_000).toISOString() })).toEqual([]);
});
