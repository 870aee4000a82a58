import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import type { Environments, Running, Work } from '#ports/environments.js';
import type { BackupRef } from '#process/task.js';
import { aWork, type EnvironmentsPlace, production, sandbox, settingsOf } from './environments-place.js';
import { order, ordersOf, running, stored, textOf } from './shop-of-environments.js';

const server = await readFile('examples/shop/server.mjs', 'utf8');

/** The shop with another name for the mug. */
const renamed = { 'server.mjs': server.replace('Stoneware mug', 'Porcelain cup') };

/** The shop with a front page that answers 500. */
const failingPage = {
  'server.mjs': server.replace("send(response, { type: 'text/html'", "fail(response, { type: 'text/html'"),
};

/** What every executor promises, shown with a real shop. */
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
    ['a change that ends at once', { 'server.mjs': 'process.exit(3);' }],
    ['a change that cannot be read', { 'server.mjs': 'throw new Error("kaputt");' }],
    ['a change whose page fails', failingPage],
    ['a change that serves another page', { 'server.mjs': server.replaceAll('Corner Shop', 'Hacked') }],
  ])('%s is a failed deployment, with the reason and a log', async (_title, changes) => {
    await goLive();
    const change = await place.git.commit(changes);
    const result = await environments.deploy(work(change, { environment: production }));
    if (result.kind === 'done') throw new Error('it cannot be deployed');
    expect(['script', 'probes']).toContain(result.at);
    expect(result.why).not.toBe('');
    expect(await place.readLog(result.log ?? '')).toContain(result.why);
  });

  test('what the page says wrong is said', async () => {
    await goLive();
    const asked = work(await place.git.commit(failingPage), { environment: production });
    expect(await environments.deploy(asked)).toMatchObject({
      kind: 'failed',
      at: 'probes',
      why: 'front page: / answered 500 instead of 200',
    });
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
    expect(result).toMatchObject({ kind: 'failed', why: expect.stringContaining('checksum differs') });
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
    expect(result.kind).toBe('failed');
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

  test('a probe says at once whether the environment is healthy', async () => {
    const { url } = await goLive();
    const { probes } = settingsOf({}).production;
    const ask = (commit: string) =>
      environments.probe({ url, commit, probes, signal: new AbortController().signal });
    expect(await ask(live)).toEqual({ kind: 'healthy' });
    expect(await ask('e'.repeat(40))).toMatchObject({ kind: 'unhealthy', probe: 'front page' });
  });

  test('a backup is seen to be whole, or not', async () => {
    await order(await goLive(), 'Ada');
    const asked = work(live, { environment: production });
    const backup = stored(await environments.backup(asked));
    expect((await environments.verify({ ...asked, backup })).kind).toBe('done');
    await place.corrupt(backup);
    if (place.seesBackups) expect((await environments.verify({ ...asked, backup })).kind).toBe('failed');
  });

  test('a backup of production can be tried in a sandbox, and production is not touched', async () => {
    const shop = await goLive();
    await order(shop, 'Ada');
    const backup = stored(await environments.backup(work(live, { environment: production })));
    await order(shop, 'Bob');
    const trial = running(await environments.restore({ ...work(live), backup }));
    expect(await ordersOf(trial)).toEqual(['Ada']);
    expect(await ordersOf(shop)).toEqual(['Bob', 'Ada']);
  });

  test('a restoration says of code, data and probes apart what is back', async () => {
    const shop = await goLive();
    await order(shop, 'Ada');
    const asked = work(live, { environment: production });
    const backup = stored(await environments.backup(asked));
    const back = await environments.restore({ ...asked, backup });
    expect(back).toMatchObject({ restored: { code: 'yes', data: 'yes', probes: 'yes' } });

    const [probe] = settingsOf({}).production.probes;
    const strict = { name: 'production', url: null, probes: [{ ...probe, contains: 'Never there' }] };
    const settings = settingsOf({ production: strict as Work['settings']['production'] });
    const half = await environments.restore({ ...work(live, { environment: production, settings }), backup });
    expect(half).toMatchObject({ kind: 'failed', restored: { code: 'yes', data: 'yes', probes: 'no' } });
  });

  test('the receipt of a removal says what was looked for and is not there any more', async () => {
    running(await environments.provision(work(live)));
    const gone = await environments.destroy(work(live));
    if (gone.kind === 'failed') throw new Error(gone.why);
    expect(Object.values(gone.receipt)).not.toContain('left');
    expect(gone.receipt.url).toBe('gone');
  });

  test('sandboxes of which something is left are named, production is not', async () => {
    await goLive();
    running(await environments.provision(work(live)));
    const asked = work(live);
    const standing = await environments.standing(asked);
    if (standing !== null) expect(standing).toEqual([sandbox.name]);
    await environments.destroy(work(live));
    expect((await environments.standing(asked)) ?? []).toEqual([]);
  });

  test('backups that nobody keeps any more are removed, never one that is needed', async () => {
    await goLive();
    const backups = [];
    for (let made = 0; made < 4; made += 1)
      backups.push(stored(await environments.backup(work(live, { environment: production }))).id);
    const settings = settingsOf({ backups: { ...settingsOf({}).backups, keep: { count: 1, days: 0 } } });
    const [first = '', second, third] = backups;
    const asked = { ...work(live, { environment: production, settings }), needed: [first] };
    const gone = await environments.prune(asked);
    if (!place.seesBackups) {
      expect(gone).toEqual([]);
      return;
    }
    expect([...gone].sort()).toEqual([second, third].sort());
    expect(await environments.prune(asked)).toEqual([]);
  });
}
