import { createSign } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { appId, appKey, everything, startShop, type ShopWorld } from './start-world.js';

const web = { owner: 'shop', repo: 'web' };
let world: ShopWorld;

afterEach(() => world.close());

/** A JSON web token with these claims, signed by the App's key. */
function jwt(claims: Record<string, unknown>, alg = 'RS256'): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg, typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(appKey, 'base64url')}`;
}

async function askAs(authorization: string, path = '/app'): Promise<{ status: number; message: unknown }> {
  const response = await fetch(`${world.github.url}/api/v3${path}`, { headers: { authorization } });
  const { message } = (await response.json()) as { message?: unknown };
  return { status: response.status, message };
}

test('the App is known by its JSON web token, and by no other', async () => {
  world = await startShop();
  const now = Math.floor(Date.now() / 1000);
  const good = { iss: appId, iat: now - 30, exp: now + 500 };
  expect(await askAs(`bearer ${jwt(good)}`)).toMatchObject({ status: 200 });
  const refused = { status: 401 };
  expect(await askAs(`bearer ${jwt({ ...good, exp: now + 700 })}`)).toMatchObject(refused);
  expect(await askAs(`bearer ${jwt({ ...good, exp: now - 1 })}`)).toMatchObject(refused);
  expect(await askAs(`bearer ${jwt({ ...good, iat: now + 90 })}`)).toMatchObject(refused);
  expect(await askAs(`bearer ${jwt(good, 'none')}`)).toMatchObject(refused);
  expect(await askAs(`bearer ${jwt(good).slice(0, -8)}AAAAAAAA`)).toMatchObject(refused);
  expect(await askAs(`bearer ${jwt({ ...good, iss: 1 })}`)).toMatchObject({ status: 404 });
  expect(await askAs(`token ${await world.token()}`)).toMatchObject(refused);
});

test('an installation token is long, of no fixed length, and dies after its time', async () => {
  let nowMs = Date.now();
  world = await startShop({ now: () => nowMs, tokenLifetimeMs: 60_000 });
  const token = await world.token();
  expect(token).toMatch(/^ghs_4711_\S{100,}$/);
  await expect(world.with(token).rest.repos.get(web)).resolves.toMatchObject({ status: 200 });
  nowMs += 60_001;
  await expect(world.with(token).rest.repos.get(web)).rejects.toMatchObject({
    status: 401,
    message: expect.stringContaining('Bad credentials'),
  });
});

test('a token reaches the repositories it was made for, and others do not exist for it', async () => {
  world = await startShop();
  await world.github.createRepository({ owner: 'shop', name: 'secret', private: true, files: { a: 'a' } });
  await world.github.createRepository({ owner: 'shop', name: 'api', private: true, files: { a: 'a' } });
  const get = (token: string, repo: string) => world.with(token).rest.repos.get({ owner: 'shop', repo });
  await expect(get(await world.token(), 'secret')).rejects.toMatchObject({ status: 404 });
  await world.github.install({ account: 'shop', repositories: ['shop/api'] });
  await expect(get(await world.token(), 'api')).resolves.toMatchObject({ status: 200 });
  const narrow = await world.token({ repositories: ['api'] });
  await expect(get(narrow, 'web')).rejects.toMatchObject({ status: 404 });
  await expect(world.token({ repositories: ['secret'] })).rejects.toMatchObject({ status: 422 });
});

test('a token does what its permissions say and no more', async () => {
  world = await startShop();
  const reader = world.with(await world.token({ permissions: { issues: 'read' } }));
  await expect(reader.rest.issues.listForRepo(web)).resolves.toMatchObject({ status: 200 });
  const forbidden = {
    status: 403,
    message: expect.stringContaining('Resource not accessible by integration'),
  };
  await expect(reader.rest.issues.create({ ...web, title: 'No' })).rejects.toMatchObject(forbidden);
  await expect(reader.rest.repos.getContent({ ...web, path: 'README.md' })).rejects.toMatchObject(forbidden);
  await expect(world.token({ permissions: { packages: 'write' } })).rejects.toMatchObject({ status: 422 });
});

test('comments on a pull request go with either permission, those on an issue with Issues only', async () => {
  world = await startShop();
  const dev = world.github.as('dev');
  const { number: issue } = await dev.openIssue('shop/web', { title: 'An issue' });
  await dev.push('shop/web', { branch: 'b', files: { b: 'b' }, message: 'B' });
  const { number: pull } = await dev.openPullRequest('shop/web', { head: 'b', title: 'B' });
  const comment = async (permissions: Record<string, string>, issue_number: number) =>
    world
      .with(await world.token({ permissions }))
      .rest.issues.createComment({ ...web, issue_number, body: 'Hi' });
  await expect(comment({ pull_requests: 'write' }, pull)).resolves.toMatchObject({ status: 201 });
  await expect(comment({ issues: 'write' }, pull)).resolves.toMatchObject({ status: 201 });
  await expect(comment({ pull_requests: 'write' }, issue)).rejects.toMatchObject({ status: 403 });
});

test('an App without a permission in its manifest has no token that carries it', async () => {
  const granted = Object.entries(everything).filter(([name]) => name !== 'deployments');
  world = await startShop({ permissions: Object.fromEntries(granted) });
  await expect(world.octokit.rest.repos.listDeployments(web)).rejects.toMatchObject({ status: 403 });
});

test('the permission of a person is told in the legacy word and by role', async () => {
  world = await startShop();
  const ask = async (username: string) =>
    (await world.octokit.rest.repos.getCollaboratorPermissionLevel({ ...web, username })).data;
  expect(await ask('tess')).toMatchObject({ permission: 'read', role_name: 'triage' });
  expect(await ask('mara')).toMatchObject({ permission: 'admin', role_name: 'admin' });
  expect(await ask('out')).toMatchObject({ permission: 'none' });
  await expect(ask('nobody')).rejects.toMatchObject({ status: 404 });
  await expect(ask('greenlight[bot]')).rejects.toMatchObject({ status: 404 });
});

test('a pending team member is not an active one', async () => {
  world = await startShop();
  const ask = async (username: string) => {
    const team = { org: 'shop', team_slug: 'qa-people', username };
    return (await world.octokit.rest.teams.getMembershipForUserInOrg(team)).data.state;
  };
  expect(await ask('tess')).toBe('active');
  expect(await ask('dev')).toBe('pending');
  await expect(ask('carl')).rejects.toMatchObject({ status: 404 });
});

test('people are refused what their role does not allow, with the reason', async () => {
  world = await startShop();
  const { number } = await world.github.as('carl').openIssue('shop/web', { title: 'Mine' });
  await expect(world.github.as('carl').addLabel('shop/web', number, 'bug')).rejects.toThrow(
    'carl has read access to shop/web and must have triage access to add labels.',
  );
  await world.github.as('tess').addLabel('shop/web', number, 'Bug');
  expect(world.github.repository('shop/web').issue(number).labels).toEqual(['bug']);
  await expect(
    world.github.as('tess').push('shop/web', { branch: 'x', files: { x: 'x' }, message: 'X' }),
  ).rejects.toMatchObject({ status: 403 });
  await expect(world.github.as('out').comment('shop/web', number, 'Hello')).rejects.toMatchObject({
    status: 404,
  });
  await world.github.as('carl').closeIssue('shop/web', number);
  expect(world.github.repository('shop/web').issue(number).state).toBe('closed');
});

test('an admin protects a branch with a token of their own, nobody else does', async () => {
  world = await startShop();
  const protect = (login: string) =>
    world.with(world.github.as(login).token()).rest.repos.updateBranchProtection({
      ...web,
      branch: 'main',
      required_status_checks: {
        strict: false,
        contexts: [],
        checks: [{ context: 'greenlight', app_id: appId }],
      },
      enforce_admins: null,
      required_pull_request_reviews: null,
      restrictions: null,
    });
  await expect(protect('dev')).rejects.toMatchObject({ status: 403 });
  await expect(protect('out')).rejects.toMatchObject({ status: 404 });
  await protect('mara');
  const { data } = await world.octokit.rest.repos.getBranch({ ...web, branch: 'main' });
  expect(data.protection.required_status_checks?.checks).toEqual([{ context: 'greenlight', app_id: appId }]);
});
