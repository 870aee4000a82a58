import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventsOf, lastOf, startShop, type ShopWorld } from './start-world.js';

const web = { owner: 'shop', repo: 'web' };
let world: ShopWorld;

beforeEach(async () => {
  world = await startShop();
});
afterEach(() => world.close());

async function openChange(body = ''): Promise<number> {
  const dev = world.github.as('dev');
  await dev.push('shop/web', { branch: 'task/1', files: { 'new.txt': 'new\n' }, message: 'Add new' });
  const { number } = await dev.openPullRequest('shop/web', { head: 'task/1', title: 'Add new', body });
  await world.github.settled();
  return number;
}

test('a pull request is merged by the App, and closes the issue that its body names', async () => {
  const { octokit, github } = world;
  const { number: issue } = await github.as('carl').openIssue('shop/web', { title: 'A wish' });
  const number = await openChange(`Closes #${issue}`);
  const { data: before } = await octokit.rest.pulls.get({ ...web, pull_number: number });
  expect(before.mergeable).toBe(true);
  const { data } = await octokit.rest.pulls.merge({ ...web, pull_number: number, sha: before.head.sha });
  const repository = github.repository('shop/web');
  expect(await repository.git('rev-parse', 'main')).toBe(data.sha);
  expect(await repository.git('show', '-s', '--format=%P', data.sha)).toBe(
    `${before.base.sha} ${before.head.sha}`,
  );
  expect(repository.issue(issue).state).toBe('closed');
  const closed = await lastOf(world, 'pull_request.closed');
  expect(closed).toMatchObject({
    pull_request: { merged: true },
    sender: { login: 'greenlight[bot]', type: 'Bot' },
  });
  expect(eventsOf(world)).toContain('issues.closed');
});

test('a push to the branch tells what was before and after', async () => {
  const number = await openChange();
  const before = world.github.repository('shop/web').pull(number).head.sha;
  const dev = world.github.as('dev');
  const { sha } = await dev.push('shop/web', {
    branch: 'task/1',
    files: { 'new.txt': 'newer\n' },
    message: 'Newer',
  });
  expect(await lastOf(world, 'pull_request.synchronize')).toMatchObject({ before, after: sha });
  expect(await world.github.repository('shop/web').git('rev-parse', `refs/pull/${number}/head`)).toBe(sha);
});

test('a merge is refused while the required check of the pinned App is missing', async () => {
  const { octokit, github } = world;
  await github
    .as('mara')
    .protectBranch('shop/web', 'main', { requiredChecks: [{ context: 'greenlight', appId: 4711 }] });
  const number = await openChange();
  const { sha } = github.repository('shop/web').pull(number).head;
  const merge = () => octokit.rest.pulls.merge({ ...web, pull_number: number, sha });
  await expect(merge()).rejects.toMatchObject({
    status: 405,
    message: expect.stringContaining('"greenlight" is expected'),
  });
  await github.ci('shop/web').check(sha, { name: 'greenlight', conclusion: 'success' });
  await expect(merge()).rejects.toMatchObject({ status: 405 });
  await expect(github.as('mara').mergePullRequest('shop/web', number)).rejects.toThrow(
    '"greenlight" is expected',
  );
  await octokit.rest.checks.create({ ...web, name: 'greenlight', head_sha: sha, conclusion: 'failure' });
  await expect(merge()).rejects.toMatchObject({
    message: expect.stringContaining('"greenlight" is failing'),
  });
  await octokit.rest.checks.create({ ...web, name: 'greenlight', head_sha: sha, conclusion: 'success' });
  await expect(merge()).resolves.toMatchObject({ status: 200 });
});

test('a merge is refused when the head has moved', async () => {
  const number = await openChange();
  const merge = world.octokit.rest.pulls.merge({ ...web, pull_number: number, sha: '1'.repeat(40) });
  await expect(merge).rejects.toMatchObject({ status: 409 });
});

test('a change that conflicts is not mergeable until a person resolves it', async () => {
  const { octokit, github } = world;
  const dev = github.as('dev');
  await dev.push('shop/web', { branch: 'raise', files: { 'price.txt': '12\n' }, message: 'Raise' });
  await dev.push('shop/web', { branch: 'main', files: { 'price.txt': '11\n' }, message: 'Other price' });
  const { number } = await dev.openPullRequest('shop/web', { head: 'raise', title: 'Raise' });
  await github.settled();
  const get = async () => (await octokit.rest.pulls.get({ ...web, pull_number: number })).data;
  expect((await get()).mergeable).toBe(false);
  const { sha } = (await get()).head;
  await expect(octokit.rest.pulls.merge({ ...web, pull_number: number })).rejects.toMatchObject({
    status: 405,
  });
  await expect(octokit.rest.repos.merge({ ...web, base: 'main', head: sha })).rejects.toMatchObject({
    status: 409,
  });
  await expect(dev.mergeBranch('shop/web', { into: 'raise', from: 'main' })).rejects.toThrow('price.txt');
  await dev.mergeBranch('shop/web', { into: 'raise', from: 'main', resolve: { 'price.txt': '13\n' } });
  await github.settled();
  expect((await get()).mergeable).toBe(true);
  expect(await github.repository('shop/web').read('raise', 'price.txt')).toBe('13');
});

test('branches are merged by the App with both parents, and a second time there is nothing to do', async () => {
  const { octokit, github } = world;
  await openChange();
  const repository = github.repository('shop/web');
  const main = await repository.git('rev-parse', 'main');
  const head = await repository.git('rev-parse', 'task/1');
  await octokit.rest.git.createRef({ ...web, ref: 'refs/heads/integration', sha: main });
  const merged = await octokit.rest.repos.merge({ ...web, base: 'integration', head });
  expect(merged.status).toBe(201);
  expect(merged.data.parents.map((parent) => parent.sha)).toEqual([main, head]);
  expect(merged.data.author?.login).toBe('greenlight[bot]');
  const again = await octokit.rest.repos.merge({ ...web, base: 'integration', head });
  expect(again.status).toBe(204);
  await expect(octokit.rest.repos.merge({ ...web, base: 'nowhere', head })).rejects.toMatchObject({
    status: 404,
  });
});

test('a pull request counts as merged when its head reaches the base by another way', async () => {
  const number = await openChange();
  await world.github.as('dev').mergeBranch('shop/web', { into: 'main', from: 'task/1' });
  expect(world.github.repository('shop/web').pull(number)).toMatchObject({ state: 'closed', merged: true });
});

test('a change may be squashed into one commit, or replayed on the base', async () => {
  const { octokit, github } = world;
  const repository = github.repository('shop/web');
  const first = await openChange();
  const squashed = await octokit.rest.pulls.merge({ ...web, pull_number: first, merge_method: 'squash' });
  expect(await repository.git('show', '-s', '--format=%s', squashed.data.sha)).toBe(`Add new (#${first})`);
  const dev = github.as('dev');
  await dev.push('shop/web', { branch: 'two', from: 'main~1', files: { 'a.txt': 'a\n' }, message: 'A' });
  await dev.push('shop/web', { branch: 'two', files: { 'b.txt': 'b\n' }, message: 'B' });
  const { number } = await dev.openPullRequest('shop/web', { head: 'two', title: 'Two' });
  await octokit.rest.pulls.merge({ ...web, pull_number: number, merge_method: 'rebase' });
  expect(await repository.git('log', '--format=%s', '-3', 'main')).toBe(`B\nA\nAdd new (#${first})`);
});

test('a review carries the commit it judged, and authors cannot approve themselves', async () => {
  const { github } = world;
  const number = await openChange();
  const { sha } = github.repository('shop/web').pull(number).head;
  await expect(github.as('dev').review('shop/web', number, { event: 'APPROVE' })).rejects.toMatchObject({
    status: 422,
  });
  const { id } = await github.as('tess').review('shop/web', number, { event: 'APPROVE' });
  expect(await lastOf(world, 'pull_request_review.submitted')).toMatchObject({
    review: { id, state: 'approved', commit_id: sha, user: { login: 'tess' } },
  });
  await github.as('mara').dismissReview('shop/web', number, id);
  expect(await lastOf(world, 'pull_request_review.dismissed')).toMatchObject({
    review: { state: 'dismissed' },
  });
});

test('reviews are asked of collaborators other than the author only', async () => {
  const { octokit } = world;
  const number = await openChange();
  const ask = (login: string) =>
    octokit.rest.pulls.requestReviewers({ ...web, pull_number: number, reviewers: [login] });
  await expect(ask('dev')).rejects.toMatchObject({ status: 422 });
  await expect(ask('out')).rejects.toMatchObject({ status: 422 });
  await ask('tess');
  expect(await lastOf(world, 'pull_request.review_requested')).toMatchObject({
    requested_reviewer: { login: 'tess' },
  });
  expect(world.github.repository('shop/web').pull(number).requestedReviewers).toEqual(['tess']);
});

test('the base that a pull request names is where it was at the last push to the head, not now', async () => {
  const number = await openChange();
  const repository = world.github.repository('shop/web');
  const before = repository.pull(number).base.sha;
  const dev = world.github.as('dev');
  const { sha } = await dev.push('shop/web', {
    branch: 'main',
    files: { 'price.txt': '11\n' },
    message: 'Price',
  });
  await world.github.settled();
  expect(repository.pull(number).base.sha).toBe(before);
  expect(await repository.git('rev-parse', `refs/pull/${number}/merge^1`)).toBe(sha);
  await dev.push('shop/web', { branch: 'task/1', files: { 'new.txt': 'n\n' }, message: 'New' });
  expect(repository.pull(number).base.sha).toBe(sha);
});
