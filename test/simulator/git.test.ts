import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lastOf, startShop, type ShopWorld } from './start-world.js';

const web = { owner: 'shop', repo: 'web' };
let world: ShopWorld;
let directory: string;

beforeEach(async () => {
  world = await startShop();
  directory = await mkdtemp(join(tmpdir(), 'simulator-clone-'));
});
afterEach(async () => {
  await world.close();
  await rm(directory, { recursive: true, force: true });
});

/** git as a person or an App runs it on their machine. */
async function git(...args: string[]): Promise<string> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: directory,
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Dev',
    GIT_AUTHOR_EMAIL: 'dev@example.com',
    GIT_COMMITTER_NAME: 'Dev',
    GIT_COMMITTER_EMAIL: 'dev@example.com',
  };
  const { stdout } = await promisify(execFile)('git', args, { cwd: directory, env });
  return stdout.trim();
}

async function urlWith(permissions: Record<string, string>): Promise<string> {
  const token = await world.token({ permissions });
  return `${world.github.url.replace('//', `//x-access-token:${token}@`)}/shop/web.git`;
}

async function commitIn(clone: string, file: string): Promise<void> {
  await writeFile(join(directory, clone, file), `${file}\n`);
  await git('-C', clone, 'add', file);
  await git('-C', clone, 'commit', '-qm', `Add ${file}`);
}

test('an installation token clones, and files keep their executable bit', async () => {
  await git('clone', '-q', await urlWith({ contents: 'read' }), 'web');
  expect(await readFile(join(directory, 'web', 'price.txt'), 'utf8')).toBe('10\n');
  expect((await stat(join(directory, 'web', 'run.sh'))).mode & 0o111).not.toBe(0);
});

test('nobody clones a private repository without a token, or without Contents', async () => {
  await expect(git('clone', '-q', `${world.github.url}/shop/web.git`)).rejects.toThrow();
  await expect(git('clone', '-q', await urlWith({ issues: 'read' }))).rejects.toThrow();
  await expect(git('clone', '-q', world.github.as('out').cloneUrl('shop/web'))).rejects.toThrow();
});

test('a push by git needs write access and is announced as a push', async () => {
  await git('clone', '-q', world.github.as('dev').cloneUrl('shop/web'), 'web');
  await commitIn('web', 'new.txt');
  await git('-C', 'web', 'push', '-q', 'origin', 'HEAD:refs/heads/task/7');
  const sha = await git('-C', 'web', 'rev-parse', 'HEAD');
  expect(await lastOf(world, 'push')).toMatchObject({
    ref: 'refs/heads/task/7',
    after: sha,
    created: true,
    commits: [{ id: sha, message: 'Add new.txt', added: ['new.txt'] }],
    pusher: { name: 'dev' },
  });
  expect(await lastOf(world, 'create')).toMatchObject({ ref: 'task/7', ref_type: 'branch' });
  await git('clone', '-q', world.github.as('carl').cloneUrl('shop/web'), 'reader');
  await expect(git('-C', 'reader', 'push', '-q', 'origin', 'HEAD:refs/heads/no')).rejects.toThrow('403');
  await git('clone', '-q', await urlWith({ contents: 'read' }), 'app');
  await expect(git('-C', 'app', 'push', '-q', 'origin', 'HEAD:refs/heads/no')).rejects.toThrow('403');
});

test('a push to a protected branch is refused until its required check is green', async () => {
  const { github } = world;
  await github.as('mara').protectBranch('shop/web', 'main', { requiredChecks: [{ context: 'build' }] });
  await git('clone', '-q', github.as('dev').cloneUrl('shop/web'), 'web');
  await commitIn('web', 'new.txt');
  await expect(git('-C', 'web', 'push', '-q', 'origin', 'HEAD:main')).rejects.toThrow('GH006');
  await git('-C', 'web', 'push', '-q', 'origin', 'HEAD:refs/heads/side');
  const sha = await git('-C', 'web', 'rev-parse', 'HEAD');
  await github.ci('shop/web').status(sha, { context: 'build', state: 'success' });
  await git('-C', 'web', 'push', '-q', 'origin', 'HEAD:main');
  expect(await github.repository('shop/web').git('rev-parse', 'main')).toBe(sha);
  const back = { ...web, ref: 'heads/main', sha: await git('-C', 'web', 'rev-parse', 'HEAD~1'), force: true };
  await expect(world.octokit.rest.git.updateRef(back)).rejects.toMatchObject({ status: 422 });
});

test('a commit can be fetched by its SHA, and the head of a pull request by its number', async () => {
  const dev = world.github.as('dev');
  const { sha } = await dev.push('shop/web', { branch: 'b', files: { b: 'b' }, message: 'B' });
  const { number } = await dev.openPullRequest('shop/web', { head: 'b', title: 'B' });
  await world.github.settled();
  await git('init', '-q', 'other');
  const url = await urlWith({ contents: 'read' });
  await git('-C', 'other', 'fetch', '-q', '--depth=1', url, sha);
  expect(await git('-C', 'other', 'rev-parse', 'FETCH_HEAD')).toBe(sha);
  await git('-C', 'other', 'fetch', '-q', url, `refs/pull/${number}/head`);
  expect(await git('-C', 'other', 'rev-parse', 'FETCH_HEAD')).toBe(sha);
  await git('-C', 'other', 'fetch', '-q', url, `refs/pull/${number}/merge`);
  expect(await git('-C', 'other', 'show', '-s', '--format=%s', 'FETCH_HEAD')).toContain(`Merge ${sha} into`);
});

test('refs are created once, go forward, and go elsewhere only by force', async () => {
  const { rest } = world.octokit;
  const main = await world.github.repository('shop/web').git('rev-parse', 'main');
  const { sha: ahead } = await world.github
    .as('dev')
    .push('shop/web', { branch: 'b', files: { b: 'b' }, message: 'B' });
  await rest.git.createRef({ ...web, ref: 'refs/heads/lock', sha: ahead });
  await expect(rest.git.createRef({ ...web, ref: 'refs/heads/lock', sha: main })).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('Reference already exists'),
  });
  const back = { ...web, ref: 'heads/lock', sha: main };
  await expect(rest.git.updateRef(back)).rejects.toMatchObject({ status: 422 });
  await rest.git.updateRef({ ...back, force: true });
  expect((await rest.git.getRef({ ...web, ref: 'heads/lock' })).data.object.sha).toBe(main);
  await rest.git.deleteRef({ ...web, ref: 'heads/lock' });
  await expect(rest.git.getRef({ ...web, ref: 'heads/lock' })).rejects.toMatchObject({ status: 404 });
});

test('files, commits and comparisons are read at any ref', async () => {
  const { rest } = world.octokit;
  const dev = world.github.as('dev');
  await dev.push('shop/web', {
    branch: 'b',
    files: { 'dir/ä b.txt': 'text\n', 'price.txt': null },
    message: 'B',
  });
  const { data: file } = await rest.repos.getContent({ ...web, path: 'dir/ä b.txt', ref: 'b' });
  expect(file).toMatchObject({ type: 'file', name: 'ä b.txt', encoding: 'base64', content: 'dGV4dAo=\n' });
  const { data: list } = await rest.repos.getContent({ ...web, path: 'dir', ref: 'b' });
  expect(list).toMatchObject([{ path: 'dir/ä b.txt' }]);
  await expect(rest.repos.getContent({ ...web, path: 'price.txt', ref: 'b' })).rejects.toMatchObject({
    status: 404,
  });
  const { data } = await rest.repos.compareCommitsWithBasehead({ ...web, basehead: 'main...b' });
  expect(data).toMatchObject({ status: 'ahead', ahead_by: 1, behind_by: 0 });
  expect(data.files?.map(({ filename, status }) => [filename, status])).toEqual([
    ['dir/ä b.txt', 'added'],
    ['price.txt', 'removed'],
  ]);
  const { data: commit } = await rest.repos.getCommit({ ...web, ref: 'b' });
  expect(commit).toMatchObject({ author: { login: 'dev' }, commit: { message: 'B' }, stats: { total: 2 } });
});

test('an annotated tag carries its message', async () => {
  const { rest } = world.octokit;
  const object = await world.github.repository('shop/web').git('rev-parse', 'main');
  const tag = await rest.git.createTag({ ...web, tag: 'v1', message: 'First', object, type: 'commit' });
  await rest.git.createRef({ ...web, ref: 'refs/tags/v1', sha: tag.data.sha });
  expect(await world.github.repository('shop/web').tags()).toEqual([{ name: 'v1', sha: object }]);
  expect((await rest.git.getTag({ ...web, tag_sha: tag.data.sha })).data).toMatchObject({
    tag: 'v1',
    message: 'First',
    object: { sha: object, type: 'commit' },
  });
});
