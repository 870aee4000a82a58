import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Environments, Running, Work, WorkResult } from '#ports/environments.js';
import type { BackupRef } from '#process/task.js';
import { hangDoorbell } from '../support/doorbell.js';
import { aWork, type EnvironmentsPlace, production, sandbox, settingsOf } from './environments-place.js';

const server = await readFile('examples/shop/server.mjs', 'utf8');

/** The shop with another name for the mug. */
const renamed = { 'server.mjs': server.replace('Stoneware mug', 'Porcelain cup') };

/** What {@link Environments} promises, shown with a real shop. */
export function contractOfEnvironments(find: () => Promise<EnvironmentsPlace>): void {
  let place: EnvironmentsPlace;
  let environments: Environments;
  let live: string;

  beforeEach(async () => {
    place = await find();
    environments = place.environments;
    live = await place.git.commit();
  });

  afterEach(async () => {
    await place.remove();
  });

  const work = (commit: string, over: Partial<Work> = {}): Work =>
    aWork(place.git, commit, { scripts: live, ...over });
  const goLive = async (commit = live): Promise<Running> =>
    running(await environments.deploy(work(commit, { environment: production })));

  test('production is brought up by a deployment, and serves exactly the commit', async () => {
    const { url, commit } = await goLive();
    expect(commit).toBe(live);
    const page = await fetch(url);
    expect([page.status, page.headers.get('x-commit')]).toEqual([200, live]);
  });

  test('a sandbox is made from the live project: its code, its data, and nothing shared', async () => {
    const shop = await goLive();
    await order(shop, 'Ada');
    const copy = running(await environments.provision(work(live)));
    expect(await ordersOf(copy)).toEqual(['Ada']);
    await order(copy, 'Tess');
    expect([await ordersOf(shop), await ordersOf(copy)]).toEqual([['Ada'], ['Tess', 'Ada']]);
  });

  test('a sandbox can be made before anything is live', async () => {
    expect(await ordersOf(running(await environments.provision(work(live))))).toEqual([]);
  });

  test('a deployment keeps data and address, and can be asked twice', async () => {
    const before = await goLive();
    await order(before, 'Ada');
    const change = await place.git.commit(renamed);
    const asked = work(change, { environment: production });
    const after = running(await environments.deploy(asked));
    expect(running(await environments.deploy(asked))).toEqual(after);
    expect(after).toEqual({ url: before.url, commit: change });
    expect(await ordersOf(after)).toEqual(['Ada']);
    expect(await textOf(after)).toContain('Porcelain cup');
  });

  test.each([
    ['a change that ends at once', { 'server.mjs': 'process.exit(3);' }, 'script', 'ended at once (3)'],
    ['a change that cannot be read', { 'server.mjs': 'throw new Error("kaputt");' }, 'script', 'exit code 1'],
    [
      'a change whose page fails',
      {
        'server.mjs': server.replace(
          "send(response, { type: 'text/html'",
          "fail(response, { type: 'text/html'",
        ),
      },
      'probes',
      'front page: / answered 500 instead of 200',
    ],
    [
      'a change that serves another page',
      { 'server.mjs': server.replaceAll('Corner Shop', 'Hacked') },
      'probes',
      'front page: / does not contain “Corner Shop”',
    ],
  ])('%s is a failed deployment, with the reason and a log', async (_title, changes, at, why) => {
    await goLive();
    const result = await environments.deploy(
      work(await place.git.commit(changes), { environment: production }),
    );
    expect(result).toMatchObject({ kind: 'failed', at, why: expect.stringContaining(why) });
    expect(await place.readLog(result.log ?? '')).toContain(why);
  });

  test('a page of another commit is not taken for the deployed one', async () => {
    const wrong = await place.git.commit({
      'server.mjs': server.replace("setHeader('x-commit', commit)", "setHeader('x-commit', 'f'.repeat(40))"),
    });
    expect(await environments.deploy(work(wrong))).toMatchObject({
      kind: 'failed',
      at: 'probes',
      why: `front page: / serves commit fffffff, not ${wrong.slice(0, 7)}`,
    });
  });

  test('scripts come from the default branch, never from the change', async () => {
    const change = await place.git.commit({ '.greenlight/deploy': '#!/bin/sh\nexit 1\n' });
    expect(running(await environments.deploy(work(change))).commit).toBe(change);
    const result = await environments.deploy(work(live, { scripts: change }));
    expect(result).toMatchObject({
      kind: 'failed',
      at: 'script',
      why: expect.stringContaining('exit code 1'),
    });
  });

  test('a script that hangs is ended, and leaves no process', async () => {
    const hangs = '#!/bin/sh\ntrap "" TERM\nsetsid sleep 600 &\nsleep 600 & wait\nwait\n';
    const scripts = await place.git.commit({ '.greenlight/deploy': hangs });
    const settings = settingsOf({ timeoutMs: 500 });
    const result = await environments.deploy(work(live, { scripts, settings }));
    expect(result).toMatchObject({
      kind: 'failed',
      at: 'timeout',
      why: 'the deploy script did not end within 0.5 s',
    });
    expect(processesOf(await place.remains(sandbox))).toEqual([]);
  });

  test('a backup brings back code and data as they were', async () => {
    const before = await goLive();
    await order(before, 'Ada');
    const backup = stored(await environments.backup(work(live, { environment: production })));
    expect(backup).toMatchObject({
      environment: 'production',
      commit: live,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });

    const change = await place.git.commit(renamed);
    const after = await goLive(change);
    await order(after, 'Mallory');
    const back = running(await environments.restore({ ...work(live, { environment: production }), backup }));
    expect(back).toEqual(before);
    expect(await ordersOf(back)).toEqual(['Ada']);
    expect(await textOf(back)).toContain('Stoneware mug');
  });

  test('the same backup asked again is the same backup, although the data went on', async () => {
    const shop = await goLive();
    await order(shop, 'Ada');
    const asked = work(live, { environment: production });
    const backup = stored(await environments.backup(asked));
    await order(shop, 'Bob');
    expect(stored(await environments.backup(asked))).toEqual(backup);
    const later = stored(await environments.backup(work(live, { environment: production })));
    expect([later.id === backup.id, later.sha256 === backup.sha256]).toEqual([false, false]);
  });

  test('a backup that was changed is refused before anything is touched', async () => {
    const shop = await goLive();
    await order(shop, 'Ada');
    const backup = stored(await environments.backup(work(live, { environment: production })));
    await order(shop, 'Bob');
    await place.corrupt(backup);
    const result = await environments.restore({ ...work(live, { environment: production }), backup });
    expect(result).toMatchObject({
      kind: 'failed',
      at: 'source',
      why: expect.stringContaining('checksum differs'),
    });
    expect(await ordersOf(shop)).toEqual(['Bob', 'Ada']);
  });

  test.each<[string, (backup: BackupRef) => Partial<BackupRef>]>([
    ['that nobody made', () => ({ id: 'f'.repeat(32) })],
    ['with a path for a name', ({ id }) => ({ id: `../production/${id}` })],
    ['of another environment', () => ({ environment: 'staging' })],
  ])('a backup %s is refused', async (_title, changed) => {
    await goLive();
    const backup = stored(await environments.backup(work(live, { environment: production })));
    const asked = work(live, { environment: production });
    const result = await environments.restore({ ...asked, backup: { ...backup, ...changed(backup) } });
    expect(result).toMatchObject({ kind: 'failed', at: 'source' });
  });

  test('a destroyed sandbox leaves nothing, and destroying it again is done at once', async () => {
    const { url } = running(await environments.provision(work(live)));
    expect((await place.remains(sandbox)).length).toBeGreaterThan(0);
    expect(await environments.destroy(work(live))).toMatchObject({ kind: 'done', url: null });
    expect(await place.remains(sandbox)).toEqual([]);
    await expect(fetch(url)).rejects.toThrow();
    expect(await environments.destroy(work(live))).toMatchObject({ kind: 'done', url: null });
  });

  test('production is never destroyed, under whichever kind', async () => {
    const shop = await goLive();
    for (const kind of ['production', 'sandbox'] as const) {
      const result = await environments.destroy(work(live, { environment: { name: 'production', kind } }));
      expect(result).toMatchObject({ kind: 'failed', at: 'source' });
    }
    expect(await ordersOf(shop)).toEqual([]);
  });

  test('a stopped sandbox runs nothing and keeps its data; started, it is what it was, not what is live', async () => {
    const before = running(await environments.provision(work(live)));
    await order(before, 'Tess');
    const stopping = work(live);
    expect(await environments.stop(stopping)).toMatchObject({ kind: 'done', url: null });
    expect(processesOf(await place.remains(sandbox))).toEqual([]);
    await expect(fetch(before.url)).rejects.toThrow();
    expect(await environments.stop(stopping)).toMatchObject({ kind: 'done', url: null });

    await goLive(await place.git.commit(renamed));
    expect(running(await environments.start(work(live)))).toEqual(before);
    expect(await ordersOf(before)).toEqual(['Tess']);
    expect(await textOf(before)).toContain('Stoneware mug');
  });

  test('a stopped sandbox is backed up, deployed to and removed like one that runs', async () => {
    const before = running(await environments.provision(work(live)));
    await order(before, 'Tess');
    await environments.stop(work(live));
    expect(stored(await environments.backup(work(live)))).toMatchObject({ environment: sandbox.name });
    const change = await place.git.commit(renamed);
    expect(running(await environments.deploy(work(change)))).toEqual({ url: before.url, commit: change });
    expect(await ordersOf(before)).toEqual(['Tess']);
    await environments.stop(work(change));
    await environments.destroy(work(change));
    expect(await place.remains(sandbox)).toEqual([]);
  });

  test('production is neither stopped nor started, under whichever kind', async () => {
    const shop = await goLive();
    for (const kind of ['production', 'sandbox'] as const) {
      const asked = work(live, { environment: { name: 'production', kind } });
      for (const result of [await environments.stop(asked), await environments.start(asked)])
        expect(result).toMatchObject({ kind: 'failed', at: 'source' });
    }
    expect(await ordersOf(shop)).toEqual([]);
  });

  test('a sandbox that does not come up healthy when it is started is a failure, with a log', async () => {
    await environments.provision(work(live));
    await environments.stop(work(live));
    const scripts = await place.git.commit({ '.greenlight/start': '#!/bin/sh\necho no room left\nexit 4\n' });
    const result = await environments.start(work(live, { scripts }));
    expect(result).toMatchObject({ kind: 'failed', why: expect.stringContaining('no room left') });
    expect(await place.readLog(result.log ?? '')).toContain('no room left');
  });

  test.each([
    ['an option for a commit', { commit: '--upload-pack=touch /tmp/x' }],
    ['a branch for a commit', { commit: 'main' }],
    ['an option for the scripts', { scripts: '--output=/tmp/x' }],
    ['a path for a name', { environment: { name: '../production', kind: 'sandbox' as const } }],
    ['a command for a name', { environment: { name: 'a;touch x', kind: 'sandbox' as const } }],
  ])('%s is refused', async (_title, over) => {
    expect(await environments.deploy(work(live, over))).toMatchObject({ kind: 'failed', at: 'source' });
  });

  test('a commit that the repository does not have is a failure of the source', async () => {
    expect(await environments.deploy(work('a'.repeat(40)))).toMatchObject({ kind: 'failed', at: 'source' });
  });

  test('work for the same environment waits for its turn', async () => {
    const change = await place.git.commit(renamed);
    const results = await Promise.all(
      [live, change, live].map((commit) => environments.deploy(work(commit))),
    );
    expect(results.map((result) => running(result).commit)).toEqual([live, change, live]);
    expect((await fetch(running(results[2] as (typeof results)[0]).url)).headers.get('x-commit')).toBe(live);
  });

  test('work that was ended rejects, and leaves no process', async () => {
    const bell = await hangDoorbell();
    const waits = `#!/bin/sh\nsetsid sleep 600 &\nnode -e "fetch('${bell.url}')"\nsleep 600\n`;
    const scripts = await place.git.commit({ '.greenlight/deploy': waits });
    const ended = new AbortController();
    const result = environments.deploy(work(live, { scripts, signal: ended.signal }));
    await bell.rung;
    expect(processesOf(await place.remains(sandbox)).length).toBeGreaterThanOrEqual(3);
    ended.abort(new Error('superseded'));
    await expect(result).rejects.toThrow('superseded');
    expect(processesOf(await place.remains(sandbox))).toEqual([]);
    await bell.close();
  });

  test('a probe says at once whether the environment is healthy', async () => {
    const { url } = await goLive();
    const { probes } = settingsOf({}).production;
    const ask = (commit: string) =>
      environments.probe({ url, commit, probes, signal: new AbortController().signal });
    expect(await ask(live)).toEqual({ kind: 'healthy' });
    expect(await ask('e'.repeat(40))).toMatchObject({ kind: 'unhealthy', probe: 'front page' });
  });
}

function running(result: WorkResult<Running>): Running {
  if (result.kind === 'failed') throw new Error(`${result.at}: ${result.why}`);
  return { url: result.url, commit: result.commit };
}

const processesOf = (remains: readonly string[]): string[] =>
  remains.filter((what) => what.startsWith('process'));

function stored<Backup>(result: WorkResult<{ readonly backup: Backup }>): Backup {
  if (result.kind === 'failed') throw new Error(`${result.at}: ${result.why}`);
  return result.backup;
}

async function order({ url }: Running, name: string): Promise<void> {
  const body = new URLSearchParams({ product: 'mug', name });
  const answer = await fetch(`${url}/orders`, { method: 'POST', body, redirect: 'manual' });
  expect(answer.status).toBe(303);
}

const textOf = async ({ url }: Running): Promise<string> => (await fetch(url)).text();

/** Names on the page, newest first. */
async function ordersOf(running: Running): Promise<string[]> {
  return [...(await textOf(running)).matchAll(/<li>#\d+ [^<]* for (\w+)<\/li>/g)].map(
    ([, name = '']) => name,
  );
}
