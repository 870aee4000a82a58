import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startShop, type ShopWorld } from './start-world.js';

const web = { owner: 'shop', repo: 'web' };
let world: ShopWorld;

beforeEach(async () => {
  world = await startShop();
});
afterEach(() => world.close());

test('an endpoint that the simulator does not have is answered 501 and remembered', async () => {
  await expect(world.octokit.request('GET /repos/{owner}/{repo}/traffic/views', web)).rejects.toMatchObject({
    status: 501,
  });
  expect(world.github.unknown).toMatchObject([{ method: 'GET', path: '/repos/shop/web/traffic/views' }]);
});

test('every request is recorded with its endpoint, its cause and its points', async () => {
  const { number } = await world.github.as('carl').openIssue('shop/web', { title: 'A' });
  await world.octokit.rest.issues.createComment({
    ...web,
    issue_number: number,
    body: 'Seen',
    headers: { 'x-greenlight-cause': 'delivery-1' },
  });
  expect(world.github.requests.at(-1)).toMatchObject({
    method: 'POST',
    route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    path: `/repos/shop/web/issues/${number}/comments`,
    status: 201,
    cause: 'delivery-1',
    points: 5,
    installationId: world.installationId,
    body: { body: 'Seen' },
    response: { body: 'Seen' },
  });
});

test('what has not changed is answered 304 and costs nothing', async () => {
  const first = await world.octokit.rest.repos.get(web);
  const again = world.octokit.rest.repos.get({
    ...web,
    headers: { 'if-none-match': String(first.headers.etag) },
  });
  await expect(again).rejects.toMatchObject({ status: 304 });
  const { data } = await world.octokit.rest.rateLimit.get();
  expect(data.resources.core).toMatchObject({ limit: 5000, used: 1, remaining: 4999 });
  await world.github.as('carl').openIssue('shop/web', { title: 'A' });
  const changed = world.octokit.rest.repos.get({
    ...web,
    headers: { 'if-none-match': String(first.headers.etag) },
  });
  await expect(changed).resolves.toMatchObject({ status: 200 });
});

test('lists come in pages that name their neighbours', async () => {
  const carl = world.github.as('carl');
  for (const title of ['A', 'B', 'C', 'D', 'E']) await carl.openIssue('shop/web', { title });
  const all = await world.octokit.paginate(world.octokit.rest.issues.listForRepo, { ...web, per_page: 2 });
  expect(all.map((issue) => issue.title)).toEqual(['E', 'D', 'C', 'B', 'A']);
  expect(
    world.github.requests.filter(({ route }) => route === 'GET /repos/{owner}/{repo}/issues'),
  ).toHaveLength(3);
});

test('the n-th request can meet a fault, and the one after it does not', async () => {
  const route = 'GET /repos/{owner}/{repo}';
  world.github.faults.add({ route, nth: 2, then: { status: 502, headers: { 'retry-after': '1' } } });
  await world.octokit.rest.repos.get(web);
  await expect(world.octokit.rest.repos.get(web)).rejects.toMatchObject({ status: 502 });
  await expect(world.octokit.rest.repos.get(web)).resolves.toMatchObject({ status: 200 });
});

test('a connection can break before the request is done, or after', async () => {
  const route = 'POST /repos/{owner}/{repo}/issues';
  const titles = () =>
    world.github
      .repository('shop/web')
      .issues()
      .map((issue) => issue.title);
  world.github.faults.add({ route, then: 'drop' });
  await expect(world.octokit.rest.issues.create({ ...web, title: 'Lost' })).rejects.toThrow();
  expect(titles()).toEqual([]);
  world.github.faults.add({ route, then: 'drop-after-doing' });
  await expect(world.octokit.rest.issues.create({ ...web, title: 'Kept' })).rejects.toThrow();
  expect(titles()).toEqual(['Kept']);
});

test('someone can push just before a request is served', async () => {
  const dev = world.github.as('dev');
  await dev.push('shop/web', { branch: 'b', files: { b: 'b' }, message: 'B' });
  const { number } = await dev.openPullRequest('shop/web', { head: 'b', title: 'B' });
  const { sha } = world.github.repository('shop/web').pull(number).head;
  world.github.faults.add({
    route: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
    then: async () => {
      await dev.push('shop/web', { branch: 'b', files: { b: 'c' }, message: 'C' });
    },
  });
  const merge = world.octokit.rest.pulls.merge({ ...web, pull_number: number, sha });
  await expect(merge).rejects.toMatchObject({ status: 409 });
});

test('waiting ends with what is seen, or says what did not come and what was asked last', async () => {
  const { github } = world;
  const seen = github.until(() => github.repository('shop/web').issues()[0]);
  await github.as('carl').openIssue('shop/web', { title: 'Here' });
  expect(await seen).toMatchObject({ title: 'Here' });
  await world.octokit.rest.repos.get(web);
  const never = github.until(() => null, { timeoutMs: 20, what: 'a second issue' });
  await expect(never).rejects.toThrow(
    /^a second issue did not come within 20 ms.\n[^]*GET \/repos\/shop\/web 200$/,
  );
});
