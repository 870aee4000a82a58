import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventsOf, lastOf, startShop, type ShopWorld } from './start-world.js';

const web = { owner: 'shop', repo: 'web' };
const plain = { ...web, auto_merge: false, required_contexts: [] };
let world: ShopWorld;
let main: string;

beforeEach(async () => {
  world = await startShop();
  main = await world.github.repository('shop/web').git('rev-parse', 'main');
});
afterEach(() => world.close());

async function deploy(options: { environment: string; transient_environment?: boolean }): Promise<number> {
  const { data } = await world.octokit.rest.repos.createDeployment({ ...plain, ref: main, ...options });
  if (!('id' in data)) throw new Error('not deployed');
  return data.id;
}

test('a deployment waits for green checks unless it asks for none', async () => {
  const { rest } = world.octokit;
  await world.github.ci('shop/web').check(main, { name: 'build', conclusion: 'failure' });
  const strict = rest.repos.createDeployment({ ...web, ref: main, auto_merge: false });
  await expect(strict).rejects.toMatchObject({ status: 409 });
  const loose = await rest.repos.createDeployment({ ...plain, ref: main, payload: { kind: 'deploy' } });
  expect(loose.data).toMatchObject({
    sha: main,
    task: 'deploy',
    environment: 'production',
    production_environment: true,
    payload: { kind: 'deploy' },
  });
  await lastOf(world, 'deployment.created');
});

test('a deployment with automatic merge brings the branch up to date in place of deploying', async () => {
  const dev = world.github.as('dev');
  await dev.push('shop/web', { branch: 'b', files: { b: 'b' }, message: 'B' });
  await dev.push('shop/web', { branch: 'main', files: { c: 'c' }, message: 'C' });
  const answer = await world.octokit.rest.repos.createDeployment({ ...web, ref: 'b', required_contexts: [] });
  expect(answer.status).toBe(202);
  expect(world.github.repository('shop/web').deployments()).toEqual([]);
});

test('a success makes older deployments of the environment inactive, but not transient ones', async () => {
  const { rest } = world.octokit;
  const states = () =>
    world.github
      .repository('shop/web')
      .deployments()
      .map(({ statuses }) => statuses.at(-1)?.state);
  const succeed = (deployment_id: number) =>
    rest.repos.createDeploymentStatus({
      ...web,
      deployment_id,
      state: 'success',
      environment_url: 'http://s',
    });
  await succeed(await deploy({ environment: 'staging' }));
  await succeed(await deploy({ environment: 'staging', transient_environment: true }));
  await succeed(await deploy({ environment: 'staging' }));
  expect(states()).toEqual(['inactive', 'success', 'success']);
  expect(await lastOf(world, 'deployment_status.created')).toMatchObject({
    deployment_status: { state: 'success', environment_url: 'http://s' },
    deployment: { environment: 'staging' },
  });
});

test('a deployment is deleted once it is inactive', async () => {
  const { rest } = world.octokit;
  const id = await deploy({ environment: 'preview/1' });
  await deploy({ environment: 'preview/2' });
  const report = (state: 'success' | 'inactive') =>
    rest.repos.createDeploymentStatus({ ...web, deployment_id: id, state });
  await report('success');
  await expect(rest.repos.deleteDeployment({ ...web, deployment_id: id })).rejects.toMatchObject({
    status: 422,
  });
  await report('inactive');
  await rest.repos.deleteDeployment({ ...web, deployment_id: id });
  expect(world.github.repository('shop/web').deployments()).toHaveLength(1);
  await rest.repos.deleteAnEnvironment({ ...web, environment_name: 'preview/1' });
  expect(world.github.repository('shop/web').environments()).toEqual(['preview/2']);
});

test('CI answers a deployment, and its description has a limit', async () => {
  const id = await deploy({ environment: 'preview/1' });
  await world.github.ci('shop/web').deployStatus(id, { state: 'in_progress', logUrl: 'http://log' });
  expect(await lastOf(world, 'deployment_status.created')).toMatchObject({
    sender: { login: 'github-actions[bot]' },
    deployment_status: { state: 'in_progress', log_url: 'http://log' },
  });
  const long = { ...web, deployment_id: id, state: 'error' as const, description: 'x'.repeat(141) };
  await expect(world.octokit.rest.repos.createDeploymentStatus(long)).rejects.toMatchObject({ status: 422 });
});

test('a draft release makes its tag when it is published, at the commit it was made for', async () => {
  const { rest } = world.octokit;
  const repository = world.github.repository('shop/web');
  const draft = await rest.repos.createRelease({
    ...web,
    tag_name: 'v1.0.0',
    target_commitish: main,
    draft: true,
  });
  expect(await repository.tags()).toEqual([]);
  await world.github.settled();
  expect(eventsOf(world)).not.toContain('release.created');
  await world.github.as('dev').push('shop/web', { branch: 'main', files: { later: 'x' }, message: 'Later' });
  await rest.repos.updateRelease({ ...web, release_id: draft.data.id, draft: false, body: 'Notes' });
  expect(await repository.tags()).toEqual([{ name: 'v1.0.0', sha: main }]);
  expect(await lastOf(world, 'release.published')).toMatchObject({
    release: { tag_name: 'v1.0.0', draft: false },
  });
  expect((await rest.repos.getReleaseByTag({ ...web, tag: 'v1.0.0' })).data.body).toBe('Notes');
  expect((await rest.repos.getLatestRelease(web)).data.id).toBe(draft.data.id);
  await expect(rest.repos.createRelease({ ...web, tag_name: 'v1.0.0' })).rejects.toMatchObject({
    status: 422,
  });
});

test('release notes name the changes merged since the release before', async () => {
  const { rest } = world.octokit;
  const dev = world.github.as('dev');
  await rest.repos.createRelease({ ...web, tag_name: 'v1', target_commitish: main });
  await dev.push('shop/web', { branch: 'b', files: { b: 'b' }, message: 'B' });
  const { number } = await dev.openPullRequest('shop/web', { head: 'b', title: 'A better price' });
  await rest.pulls.merge({ ...web, pull_number: number });
  const { data } = await rest.repos.generateReleaseNotes({ ...web, tag_name: 'v2', previous_tag_name: 'v1' });
  expect(data.body).toContain(`* A better price by @dev in ${world.github.url}/shop/web/pull/${number}`);
  expect(data.body).toContain('/compare/v1...v2');
});

test('commit statuses count by their latest, and checks by the latest run of each App', async () => {
  const { rest } = world.octokit;
  const ci = world.github.ci('shop/web');
  await ci.status(main, { context: 'lint', state: 'pending' });
  expect((await rest.repos.getCombinedStatusForRef({ ...web, ref: 'main' })).data.state).toBe('pending');
  await ci.status(main, { context: 'lint', state: 'success' });
  const { data } = await rest.repos.getCombinedStatusForRef({ ...web, ref: 'main' });
  expect(data).toMatchObject({ state: 'success', total_count: 1 });
  expect(await lastOf(world, 'status')).toMatchObject({
    context: 'lint',
    state: 'success',
    branches: [{ name: 'main' }],
  });
  await ci.check(main, { name: 'build', status: 'in_progress' });
  await ci.check(main, { name: 'build', conclusion: 'failure' });
  await ci.check(main, { name: 'build', conclusion: 'success' });
  const runs = (await rest.checks.listForRef({ ...web, ref: main, check_name: 'build' })).data;
  expect(runs.check_runs.map((run) => run.conclusion)).toEqual(['success']);
  const every = (await rest.checks.listForRef({ ...web, ref: main, filter: 'all' })).data;
  expect(every.total_count).toBe(2);
});
