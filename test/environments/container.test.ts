import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { listProcesses } from '#environments/host/processes/processes.js';
import type { Running, Work } from '#ports/environments.js';
import { type ContainerPlace, openContainerPlace } from '../contract/environments-container-place.js';
import { aWork, production, sandbox, settingsOf } from '../contract/environments-place.js';
import { order, ordersOf, running, stored, textOf } from '../contract/shop-of-environments.js';
import { describeOnPodman, linesOf, podman } from '../support/podman.js';

const server = await readFile('examples/shop/server.mjs', 'utf8');
const dockerfile = await readFile('examples/shop/Dockerfile', 'utf8');
const other = { name: 'sandbox-7-13', kind: 'sandbox' } as const;

let place: ContainerPlace;
let live: string;

const work = (commit: string, over: Partial<Work> = {}): Work =>
  aWork(place.git, commit, { scripts: live, ...over });
const goLive = async (): Promise<Running> =>
  running(await place.environments.deploy(work(live, { environment: production })));
const logOf = ({ log }: { log: string | null }): Promise<string> => place.readLog(log ?? '');

/** A program in place of the shop's server, for what a container may do. */
const program = (text: string): Promise<string> => place.git.commit({ 'server.mjs': text });

/** The shop with one more page that does something in the container and says what came of it. */
const shopThatDoes = (what: string): Promise<string> =>
  place.git.commit({
    'server.mjs': server.replace(
      "if (route === 'GET /health')",
      `if (route === 'GET /do') return send(response, { type: 'text/plain', body: String(await (async () => { ${what} })().catch((error) => error.code)) });
  if (route === 'GET /health')`,
    ),
  });

const containerOf = async (environment: string): Promise<string> =>
  (await place.list('container', environment))[0] ?? '';

async function inspect(environment: string): Promise<Record<string, never>> {
  const [found] = JSON.parse(await podman('container', 'inspect', await containerOf(environment))) as never[];
  return found as unknown as Record<string, never>;
}

/** Everything that Podman has, whoever made it; images that are kept apart from the shop's own. */
async function everything(): Promise<string[]> {
  return [
    ...linesOf(await podman('ps', '--all', '--external', '--format', 'container {{.Names}}')),
    ...linesOf(await podman('network', 'ls', '--format', 'network {{.Name}}')),
    ...linesOf(await podman('volume', 'ls', '--format', 'volume {{.Name}}')),
    ...linesOf(await podman('images', '--all', '--no-trunc', '--format', 'image {{.ID}}')),
  ].sort();
}

/** Processes of this machine, those in containers included, with this in their arguments. */
async function commandsWith(text: string): Promise<string[]> {
  const all = await listProcesses();
  const commands = await Promise.all(
    all.map(({ pid }) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return commands.filter((command) => command.includes(text));
}

const withContainer = (over: Partial<Work['settings']['container']>): Work['settings'] =>
  settingsOf({ container: { ...settingsOf({}).container, ...over } });

const withSandbox = (from: Partial<Work['settings']['sandbox']['from']>, mask?: string): Work['settings'] => {
  const { sandbox: shown, scripts } = settingsOf({});
  return settingsOf({
    sandbox: { ...shown, from: { ...shown.from, ...from } },
    scripts: { ...scripts, ...(mask !== undefined && { mask }) },
  });
};

describeOnPodman('what is special about containers', () => {
  beforeEach(async () => {
    place = await openContainerPlace();
    live = await place.git.commit();
  });

  afterEach(async () => {
    await place.remove();
  });

  test('a container has its limits, no privileges, nothing of the host, and says whose it is', async () => {
    const settings = withContainer({ memory: '192m', cpus: 0.5, processes: 40 });
    running(await place.environments.provision(work(live, { settings })));
    const { HostConfig, Mounts, Config, EffectiveCaps } = (await inspect(sandbox.name)) as unknown as {
      HostConfig: Record<string, unknown>;
      Mounts: { Type: string; Destination: string }[];
      Config: { Labels: Record<string, string>; User: string };
      EffectiveCaps: string[] | null;
    };
    expect(HostConfig).toMatchObject({
      Memory: 192 * 1024 * 1024,
      MemorySwap: 192 * 1024 * 1024,
      NanoCpus: 500_000_000,
      PidsLimit: 40,
      ReadonlyRootfs: true,
      Privileged: false,
      SecurityOpt: expect.arrayContaining(['no-new-privileges']),
      RestartPolicy: { Name: 'unless-stopped' },
    });
    expect([EffectiveCaps ?? [], Config.User]).toEqual([[], '1000']);
    expect(Mounts.map(({ Type, Destination }) => `${Type} ${Destination}`)).toEqual(['volume /data']);
    const id = await readFile(join(place.directory, 'container-server'), 'utf8');
    expect(Config.Labels).toMatchObject({
      'greenlight.repository': `${id}/7`,
      'greenlight.environment': `${id}/7/${sandbox.name}`,
      'greenlight.commit': live,
    });
  });

  test('production is started again after a reboot', async () => {
    await goLive();
    const { HostConfig } = (await inspect('production')) as unknown as { HostConfig: object };
    expect(HostConfig).toMatchObject({ RestartPolicy: { Name: 'always' } });
  });

  test('who takes more memory than it may is ended', async () => {
    const hog = await program('const all = []; for (;;) all.push(Buffer.alloc(8 * 1024 * 1024, 1));');
    const result = await place.environments.deploy(work(hog, { settings: withContainer({ memory: '64m' }) }));
    expect(result).toMatchObject({
      kind: 'failed',
      at: 'script',
      // Podman may have started it again before anybody looked.
      why: expect.stringMatching(/was killed, as one is that needs more memory than 64m$|ended at once$/),
    });
  });

  test('the root of a container cannot be written, its data can', async () => {
    const commit = await shopThatDoes(
      "await writeFile('/data/mine', 'x'); await writeFile('/tmp/mine', 'x'); await writeFile('/app/mine', 'x'); return 'written';",
    );
    const { url } = running(await place.environments.provision(work(commit)));
    expect(await (await fetch(`${url}/do`)).text()).toBe('EROFS');
  });

  test('a container cannot reach the one of another sandbox, whatever became of a third', async () => {
    running(await place.environments.provision(work(live)));
    running(await place.environments.provision(work(live, { environment: other })));
    const third = work(live, { environment: { name: 'sandbox-7-14', kind: 'sandbox' } });
    running(await place.environments.provision(third));
    const { NetworkSettings } = (await inspect(sandbox.name)) as unknown as {
      NetworkSettings: { Networks: Record<string, { IPAddress: string }> };
    };
    const [address] = Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress);
    const connect = `require('net').connect(8080, '${address ?? ''}').setTimeout(1000, () => console.log('no answer') ?? process.exit()).on('connect', () => console.log('connected') ?? process.exit()).on('error', () => console.log('no way') ?? process.exit())`;
    const [own, others] = [await containerOf(sandbox.name), await containerOf(other.name)];
    expect(await podman('exec', own, 'node', '-e', connect)).toBe('connected');
    const fromOthers = () => podman('exec', others, 'node', '-e', connect);
    expect(await fromOthers()).not.toBe('connected');
    await place.environments.stop(third);
    expect(await fromOthers()).not.toBe('connected');
    running(await place.environments.start(third));
    expect(await place.environments.destroy(third)).toMatchObject({ kind: 'done' });
    expect(await fromOthers()).not.toBe('connected');
    const broken = await place.git.commit({
      Dockerfile: dockerfile.replace('USER 1000', 'RUN ["node", "-e", "process.exit(7)"]\nUSER 1000'),
    });
    expect(await place.environments.provision({ ...third, commit: broken })).toMatchObject({ at: 'script' });
    expect(await fromOthers()).not.toBe('connected');
  });

  test('data of sandboxes are apart, from each other and from live', async () => {
    const shop = await goLive();
    await order(shop, 'Ada');
    const first = running(await place.environments.provision(work(live)));
    const second = running(await place.environments.provision(work(live, { environment: other })));
    await order(first, 'Tess');
    await order(second, 'Bob');
    expect(await Promise.all([shop, first, second].map(ordersOf))).toEqual([
      ['Ada'],
      ['Tess', 'Ada'],
      ['Bob', 'Ada'],
    ]);
  });

  test('with data: none a sandbox begins empty, with the name of a part it has that alone', async () => {
    const parts = await shopThatDoes(
      "const { readdir } = await import('node:fs/promises'); await mkdir('/data/uploads', { recursive: true }); if (process.env.GREENLIGHT_KIND === 'production') await writeFile('/data/uploads/logo', 'x'); return (await readdir('/data', { recursive: true })).sort().join(' ');",
    );
    const shop = running(await place.environments.deploy(work(parts, { environment: production })));
    await order(shop, 'Ada');
    expect(await (await fetch(`${shop.url}/do`)).text()).toBe('orders.json uploads uploads/logo');
    const none = running(
      await place.environments.provision(work(parts, { settings: withSandbox({ data: 'none' }) })),
    );
    expect(await (await fetch(`${none.url}/do`)).text()).toBe('uploads');
    const part = running(
      await place.environments.provision(work(parts, { settings: withSandbox({ data: 'uploads' }) })),
    );
    expect(await (await fetch(`${part.url}/do`)).text()).toBe('uploads uploads/logo');
    const missing = await place.environments.provision(
      work(parts, { settings: withSandbox({ data: 'letters' }) }),
    );
    expect(missing).toMatchObject({ kind: 'failed', at: 'script' });
    expect(await textOf(part)).toContain('Corner Shop');
  });

  test('what the mask writes is all that reaches a sandbox, and that can be written there', async () => {
    const shop = await goLive();
    await order(shop, 'Ada');
    const settings = withSandbox({}, '.greenlight/mask');
    const copy = running(await place.environments.provision(work(live, { settings })));
    expect(await ordersOf(copy)).toEqual(['Customer1']);
    await order(copy, 'Tess');
    await place.environments.stop(work(live));
    const again = running(await place.environments.start(work(live)));
    expect(await ordersOf(again)).toEqual(['Tess', 'Customer1']);
  });

  test('a mask that fails is no sandbox, and nothing of the data is anywhere', async () => {
    const shop = await goLive();
    await order(shop, 'Ada');
    const scripts = await place.git.commit({
      '.greenlight/mask':
        '#!/bin/sh\ncp "$GREENLIGHT_PRODUCTION_DIR/orders.json" "$GREENLIGHT_MASKED_DIR/"\necho cannot mask\nexit 3\n',
    });
    const settings = withSandbox({}, '.greenlight/mask');
    const result = await place.environments.provision(work(live, { scripts, settings }));
    expect(result).toMatchObject({
      kind: 'failed',
      at: 'script',
      why: 'the mask script ended with exit code 3; its last words: “cannot mask”',
    });
    expect(await place.list('volume', sandbox.name)).toEqual([]);
    expect(await place.list('container', sandbox.name)).toEqual([]);
    expect(await readdir(join(place.directory, 'scratch'))).toEqual([]);
  });

  test('a build that fails says why, leaves what runs as it is, and nothing behind', async () => {
    const shop = await goLive();
    const before = await everything();
    const fails = 'RUN ["node", "-e", "console.error(\'no such package\'); process.exit(7)"]';
    const broken = await place.git.commit({
      'server.mjs': `${server}\n`,
      Dockerfile: dockerfile.replace('USER 1000', `${fails}\nUSER 1000`),
    });
    const result = await place.environments.deploy(work(broken, { environment: production }));
    expect(result).toMatchObject({
      kind: 'failed',
      at: 'script',
      why: expect.stringContaining('no such package'),
    });
    expect(await logOf(result)).toContain('no such package');
    expect((await fetch(shop.url)).headers.get('x-commit')).toBe(live);
    expect(await everything()).toEqual(before);
  });

  test('a build that is ended leaves no process, no container and no image', async () => {
    await goLive();
    const before = await everything();
    const hangs = await place.git.commit({
      Dockerfile: dockerfile.replace(
        'WORKDIR /app',
        'RUN ["node", "-e", "console.log(\'build hangs\'); setTimeout(() => undefined, 600000)"]\nWORKDIR /app',
      ),
    });
    const ended = new AbortController();
    let log = '';
    const result = place.environments.deploy(
      work(hangs, { environment: production, signal: ended.signal, onLog: (url) => (log = url) }),
    );
    while (!/^build hangs$/m.test(log === '' ? '' : await place.readLog(log))) await delay(50);
    expect(await commandsWith('build hangs')).toHaveLength(1);
    ended.abort(new Error('superseded'));
    await expect(result).rejects.toThrow('superseded');
    expect(await commandsWith('build hangs')).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  test('a build that takes too long is a timeout, and leaves nothing', async () => {
    const before = await everything();
    const hangs = await place.git.commit({
      Dockerfile: dockerfile.replace(
        'WORKDIR /app',
        'RUN ["node", "-e", "setTimeout(() => 0, 600000)"]\nWORKDIR /app',
      ),
    });
    const settings = settingsOf({ timeoutMs: 3_000 });
    const result = await place.environments.deploy(work(hangs, { settings }));
    expect(result).toMatchObject({
      kind: 'failed',
      at: 'timeout',
      why: expect.stringContaining('podman build did not end within 3 s'),
    });
    expect(await everything()).toEqual(before);
  });

  test('a Dockerfile that leads out of the repository is not read', async () => {
    const linked = await place.git.commitLink('Dockerfile', '/etc/passwd');
    const result = await place.environments.deploy(work(linked));
    expect(result).toMatchObject({ kind: 'failed', at: 'source', why: expect.stringContaining('leads out') });
    expect(await logOf(result)).not.toContain('root:');
  });

  test('a container that ends at once is a failure in its own words, and is not left to try again', async () => {
    const broken = await program('console.error("the shop cannot open"); process.exit(3);');
    const result = await place.environments.deploy(work(broken));
    expect(result).toMatchObject({
      kind: 'failed',
      at: 'script',
      why: expect.stringContaining('the shop cannot open'),
    });
    expect(await place.list('container', sandbox.name)).toEqual([]);
  });

  test('a container gets what the configuration passes and nothing else of the server', async () => {
    await place.remove();
    place = await openContainerPlace({
      variables: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        http_proxy: 'http://user:hidden@127.0.0.1:9',
        no_proxy: '127.0.0.1,localhost',
        SHOP_TOKEN: 'open-sesame',
        PRIVATE_KEY: "Greenlight's own",
        OTHER: 'not passed',
      },
    });
    live = await place.git.commit();
    const commit = await shopThatDoes('return JSON.stringify(process.env);');
    const settings = settingsOf({ pass: ['SHOP_TOKEN', 'PRIVATE_KEY', 'MISSING'] });
    const made = await place.environments.provision(work(commit, { settings }));
    const seen = JSON.parse(await (await fetch(`${running(made).url}/do`)).text()) as Record<string, string>;
    expect(seen).toMatchObject({
      SHOP_TOKEN: 'open-sesame',
      PORT: '8080',
      COMMIT: commit,
      DATA_DIRECTORY: '/data',
      GREENLIGHT_ENVIRONMENT: sandbox.name,
      GREENLIGHT_KIND: 'sandbox',
      GREENLIGHT_FROM_SERVICES: '',
    });
    const engines = ['PATH', 'HOME', 'HOSTNAME', 'HOST', 'TERM', 'container'];
    const rest = Object.keys(seen).filter(
      (name) => !/^GREENLIGHT_(ENVIRONMENT|KIND|FROM_SERVICES)$/.test(name),
    );
    expect(rest.filter((name) => !engines.includes(name)).sort()).toEqual(
      ['COMMIT', 'DATA_DIRECTORY', 'PORT', 'SHOP_TOKEN'].sort(),
    );
    expect(await logOf(made)).not.toContain('open-sesame');
    expect(await podman('image', 'inspect', (await listOwnImages())[0] ?? '')).not.toContain('open-sesame');
  });

  const listOwnImages = async (): Promise<string[]> => {
    const id = await readFile(join(place.directory, 'container-server'), 'utf8');
    return linesOf(await podman('images', '--quiet', '--filter', `label=greenlight.repository=${id}/7`));
  };

  test('after a whole life nothing is left, images past the number that is kept neither', async () => {
    const before = await everything();
    const settings = withContainer({ keepImages: 0 });
    running(await place.environments.provision(work(live, { settings })));
    const change = await place.git.commit({ 'note.txt': 'another' });
    running(await place.environments.deploy(work(change, { settings })));
    stored(await place.environments.backup(work(change, { settings })));
    expect(await place.environments.destroy(work(change, { settings }))).toMatchObject({
      kind: 'done',
      receipt: { processes: 'none', containers: 'gone', data: 'gone', url: 'gone' },
    });
    expect(await everything()).toEqual(before);
  });

  test('images in use and the newest are kept, the others go', async () => {
    const settings = withContainer({ keepImages: 1 });
    const commits = [];
    for (const note of ['one', 'two', 'three', 'four']) {
      const commit = await place.git.commit({ 'note.txt': note });
      commits.push(commit);
      running(await place.environments.deploy(work(commit, { settings })));
    }
    const images = JSON.parse(await podman('image', 'inspect', ...(await listOwnImages()))) as {
      Config: { Labels: Record<string, string> };
    }[];
    expect(images.map(({ Config }) => Config.Labels['greenlight.commit']).sort()).toEqual(
      commits.slice(2).sort(),
    );
  });

  test('a backup keeps owners, and what runs goes on afterwards, also what a crash has left paused', async () => {
    const shop = await goLive();
    await order(shop, 'Ada');
    await podman('pause', await containerOf('production'));
    const backup = stored(await place.environments.backup(work(live, { environment: production })));
    await order(shop, 'Bob');
    const asked = work(live, { environment: production });
    running(await place.environments.restore({ ...asked, backup }));
    await order(shop, 'Carl');
    expect(await ordersOf(shop)).toEqual(['Carl', 'Ada']);
    expect((await place.list('volume', 'production')).length).toBe(1);
  });

  test('what a crash has left half made is in nobody’s way', async () => {
    const shop = await goLive();
    await order(shop, 'Ada');
    const name = await containerOf('production');
    const image = (await listOwnImages())[0] ?? '';
    const id = await readFile(join(place.directory, 'container-server'), 'utf8');
    const labels = [`greenlight.repository=${id}/7`, `greenlight.environment=${id}/7/production`].flatMap(
      (label) => ['--label', label],
    );
    await podman('create', '--name', `${name}.carrier`, ...labels, image, 'none');
    await podman('volume', 'create', ...labels, `${name}.half`);
    await podman('rm', '--force', '--time', '0', name);
    await podman('create', '--name', name, ...labels, image, 'none');
    expect(running(await place.environments.deploy(work(live, { environment: production })))).toEqual(shop);
    expect(await ordersOf(shop)).toEqual(['Ada']);
    const backup = stored(await place.environments.backup(work(live, { environment: production })));
    running(await place.environments.restore({ ...work(live, { environment: production }), backup }));
    expect([
      (await place.list('container', 'production')).length,
      (await place.list('volume', 'production')).length,
    ]).toEqual([1, 1]);
  });

  test('production whose volume is gone is not begun again without data', async () => {
    await goLive();
    await podman('rm', '--force', '--time', '0', await containerOf('production'));
    const [volume = ''] = await place.list('volume', 'production');
    await podman('volume', 'rm', volume);
    expect(await place.environments.deploy(work(live, { environment: production }))).toMatchObject({
      kind: 'failed',
      at: 'source',
      why: `the volume ${volume} with the data of production is gone: restore a backup`,
    });
  });

  test('the address is made of the template of the configuration', async () => {
    const { sandbox: shown } = settingsOf({});
    const settings = settingsOf({ sandbox: { ...shown, url: 'http://127.0.0.1:{port}/?of={name}' } });
    const result = await place.environments.provision(work(live, { settings }));
    expect(running(result).url).toMatch(/^http:\/\/127\.0\.0\.1:2\d{4}\/\?of=sandbox-7-12$/);
  });
});

test('an engine that is not there is a failure, not an error', async () => {
  const environments = await openContainerPlace({ engine: { kind: 'podman', file: '/no/such/podman' } });
  const commit = await environments.git.commit();
  const asked = aWork(environments.git, commit, { scripts: commit });
  expect(await environments.environments.deploy(asked)).toMatchObject({
    kind: 'failed',
    why: 'podman images cannot be started on this server (ENOENT)',
  });
  expect(await environments.environments.standing(asked)).toBeNull();
  await environments.remove();
});
