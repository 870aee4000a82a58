import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { appendFile, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type CommandPlace, openCommandPlace } from '../contract/environments-command-place.js';
import { aWork, production } from '../contract/environments-place.js';

const run = promisify(execFile);
let place: CommandPlace;

beforeEach(async () => {
  place = await openCommandPlace();
});

afterEach(async () => {
  await place.remove();
});

/** The commands of a section of a page, with the names that readers fill in. */
async function commandsOf(page: string, section: string, names: Record<string, string>): Promise<string> {
  const text = (await readFile(page, 'utf8')).split(`## ${section}\n`)[1] ?? '';
  const commands = /```sh\n(.*?)```/s.exec(text)?.[1] ?? '';
  return Object.entries(names).reduce((all, [from, to]) => all.replaceAll(from, to), commands);
}

async function order(url: string, name: string): Promise<void> {
  const body = new URLSearchParams({ product: 'mug', name });
  expect((await fetch(`${url}/orders`, { method: 'POST', body, redirect: 'manual' })).status).toBe(303);
}

const variables = () => ({ PATH: process.env['PATH'], GREENLIGHT_DATA: place.directory });

test('the lines of the page for DevOps restore production while everything is down', async () => {
  const commit = await place.git.commit();
  const live = await place.environments.deploy(aWork(place.git, commit, { environment: production }));
  if (live.kind === 'failed') throw new Error(live.why);
  await order(live.url, 'Ada');
  const made = await place.environments.backup(aWork(place.git, commit, { environment: production }));
  if (made.kind === 'failed') throw new Error(made.why);
  await order(live.url, 'Mallory');
  await place.git.close();

  const lines = await commandsOf('docs/devops.md', 'Restoring by hand', {
    123456: '7',
    '<id>': made.backup.id,
  });
  const restored = await run('bash', ['-euc', lines], { env: variables() });
  expect(restored.stdout).toContain(`url=${live.url}`);
  const page = await fetch(live.url);
  const text = await page.text();
  expect(page.headers.get('x-commit')).toBe(commit);
  expect([text.includes('Ada'), text.includes('Mallory')]).toEqual([true, false]);
});

test('the lines of the page for DevOps notice a backup that is not whole', async () => {
  const commit = await place.git.commit();
  const live = await place.environments.deploy(aWork(place.git, commit, { environment: production }));
  if (live.kind === 'failed') throw new Error(live.why);
  await order(live.url, 'Ada');
  const made = await place.environments.backup(aWork(place.git, commit, { environment: production }));
  if (made.kind === 'failed') throw new Error(made.why);
  await appendFile(
    join(place.directory, 'backups', '7', 'production', made.backup.id, 'data', 'orders.json'),
    ' ',
  );
  const lines = await commandsOf('docs/devops.md', 'Restoring by hand', {
    123456: '7',
    '<id>': made.backup.id,
  });
  const restored = run('bash', ['-euo', 'pipefail', '-c', lines], { env: variables() });
  await expect(restored).rejects.toMatchObject({ stdout: expect.stringContaining('orders.json: FAILED') });
});

test("the shop's own page brings up the first production, where the executor finds it", async () => {
  const commit = await place.git.commit();
  const lines = await commandsOf('examples/shop/README.md', 'The first production', {
    123456: '7',
    $PWD: join(place.directory, 'clone'),
    '$(git rev-parse HEAD)': commit,
  });
  await cp('examples/shop', join(place.directory, 'clone'), { recursive: true });
  const first = await run('bash', ['-euc', lines], { env: variables(), cwd: join(place.directory, 'clone') });
  const url = /the shop is open at (\S+)/.exec(first.stdout)?.[1] ?? '';
  expect((await fetch(url)).headers.get('x-commit')).toBe(commit);

  const next = await place.git.commit({ 'note.txt': 'next' });
  const deployed = await place.environments.deploy(aWork(place.git, next, { environment: production }));
  expect(deployed).toMatchObject({ kind: 'done', url, commit: next });
});
