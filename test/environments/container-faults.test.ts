import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Running, Work } from '#ports/environments.js';
import { type ContainerPlace, openContainerPlace } from '../contract/environments-container-place.js';
import { aWork, production, settingsOf } from '../contract/environments-place.js';
import { order, ordersOf, running, stored } from '../contract/shop-of-environments.js';
import { type FailingEngine, openFailingEngine } from '../support/failing-engine.js';
import { describeOnPodman, podman } from '../support/podman.js';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.js';

const dockerfile = await readFile('examples/shop/Dockerfile', 'utf8');

let place: ContainerPlace;
let podmanThatFails: FailingEngine;
let disk: SmallDisk | null = null;
let live: string;

const work = (commit: string, over: Partial<Work> = {}): Work =>
  aWork(place.git, commit, { scripts: live, ...over });
const onProduction = (): Work => work(live, { environment: production });
const goLive = async (): Promise<Running> => running(await place.environments.deploy(onProduction()));
const logOf = ({ log }: { log: string | null }): Promise<string> => place.readLog(log ?? '');
const containerOf = async (environment: string): Promise<string> =>
  (await place.list('container', environment))[0] ?? '';
const stateOf = async (environment: string): Promise<string> =>
  podman('container', 'inspect', '--format', '{{.State.Status}}', await containerOf(environment));

/** What was just started needs a moment. */
async function untilItAnswers({ url }: Running): Promise<void> {
  const answers = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  while (!(await answers())) await delay(50);
}

describeOnPodman('what goes wrong around containers', () => {
  beforeEach(async () => {
    podmanThatFails = await openFailingEngine();
    place = await openContainerPlace({ engine: podmanThatFails.engine });
    live = await place.git.commit();
  });

  afterEach(async () => {
    await disk?.remove();
    disk = null;
    await place.remove();
    await podmanThatFails.remove();
  });

  test.each([
    ['did nothing', 'before'],
    ['paused it all the same', 'after'],
  ] as const)(
    'a pause that failed and %s is told in the log; the backup is made, and production goes on',
    async (_title, when) => {
      const shop = await goLive();
      await order(shop, 'Ada');
      await podmanThatFails.failNext('pause', when);
      const made = await place.environments.backup(onProduction());
      expect(await stateOf('production')).toBe('running');
      expect(await logOf(made)).toContain(
        `the container goes on while its data are copied: podman pause ended with exit code 125; its last words: “the engine refuses”`,
      );
      await order(shop, 'Bob');
      running(await place.environments.restore({ ...onProduction(), backup: stored(made) }));
      expect(await ordersOf(shop)).toEqual(['Ada']);
    },
  );

  test('production goes on after a backup although the engine refused it at first', async () => {
    await goLive();
    await podmanThatFails.failNext('unpause', 'before');
    stored(await place.environments.backup(onProduction()));
    expect(await stateOf('production')).toBe('running');
  });

  test('a disk that is full is a backup that failed, and production goes on; with space there is one', async () => {
    const shop = await goLive();
    await order(shop, 'Ada');
    await podman(
      'exec',
      await containerOf('production'),
      'node',
      '-e',
      "fs.writeFileSync('/data/pictures', 'x'.repeat(200000))",
    );
    disk = await mountSmallDisk(join(place.directory, 'backups'));
    const asked = onProduction();
    expect(await place.environments.backup(asked)).toMatchObject({
      kind: 'failed',
      at: 'script',
      why: 'the server has no space left on its disk',
    });
    expect(await stateOf('production')).toBe('running');
    expect(await readdir(join(place.directory, 'backups', '7', 'production'))).toEqual([]);
    expect((await place.list('container', 'production')).length).toBe(1);

    await disk.grow();
    const backup = stored(await place.environments.backup(asked));
    await order(shop, 'Mallory');
    running(await place.environments.restore({ ...onProduction(), backup }));
    expect(await ordersOf(shop)).toEqual(['Ada']);
  });

  test.each([
    ['remove', 'rm', 'before'],
    ['end', 'stop', 'after'],
  ] as const)(
    'while the engine cannot %s the container, that goes on with its own data, and no others are said to be back',
    async (_title, command, when) => {
      const shop = await goLive();
      await order(shop, 'Ada');
      const backup = stored(await place.environments.backup(onProduction()));
      await order(shop, 'Bob');
      await podmanThatFails.failNext(command, when, await containerOf('production'));
      const failed = await place.environments.restore({ ...onProduction(), backup });
      expect(failed).toMatchObject({ kind: 'failed', restored: { data: 'no', probes: 'no' } });
      await untilItAnswers(shop);
      expect(await ordersOf(shop)).toEqual(['Bob', 'Ada']);

      await order(shop, 'Carl');
      const later = stored(await place.environments.backup(onProduction()));
      running(await place.environments.deploy(onProduction()));
      expect(await ordersOf(shop)).toEqual(['Carl', 'Bob', 'Ada']);
      running(await place.environments.restore({ ...onProduction(), backup: later }));
      expect(await ordersOf(shop)).toEqual(['Carl', 'Bob', 'Ada']);
    },
  );

  test('a build reaches no container of another environment', async () => {
    await goLive();
    const address = await podman(
      ...['container', 'inspect', await containerOf('production'), '--format'],
      '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}',
    );
    const ask = `require('net').connect(8080, '${address}').setTimeout(1500, () => process.exit()).on('connect', () => console.log('the build is' + ' connected') ?? process.exit()).on('error', () => process.exit())`;
    const change = await place.git.commit({
      Dockerfile: dockerfile.replace(
        'WORKDIR /app',
        `RUN ${JSON.stringify(['node', '-e', ask])}\nWORKDIR /app`,
      ),
    });
    const made = await place.environments.deploy(work(change));
    running(made);
    expect(await logOf(made)).not.toContain('the build is connected');
  });

  test('a Dockerfile that has the engine fetch something is not built, whatever it is written as', async () => {
    const fetching = await place.git.commit({
      Dockerfile: dockerfile.replace('USER 1000', 'ADD http://127.0.0.1:9/secret /app/\nUSER 1000'),
    });
    expect(await place.environments.deploy(work(fetching))).toMatchObject({
      kind: 'failed',
      at: 'source',
      why: 'the Dockerfile of the commit has an ADD of something else than plain paths of the repository: use COPY, or fetch it in a RUN (environments.container.file)',
    });
    const settings = settingsOf({ container: { ...settingsOf({}).container, file: 'Dockerfile.in' } });
    const included = await place.git.commit({ 'Dockerfile.in': `#include "/etc/hostname"\n${dockerfile}` });
    expect(await place.environments.deploy(work(included, { settings }))).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('has a name that ends in .in'),
    });
  });

  test('a link in the live data that leads to the server is not given to the mask', async () => {
    await order(await goLive(), 'Ada');
    const secret = join(place.directory, 'secret');
    await writeFile(secret, 'of the server');
    await podman(
      ...['exec', await containerOf('production'), 'node', '-e'],
      `fs.symlinkSync('${secret}', '/data/orders'); fs.symlinkSync('orders.json', '/data/inside')`,
    );
    const mask = '#!/bin/sh\ncd "$GREENLIGHT_PRODUCTION_DIR"\nls\ncat orders\nexit 3\n';
    const scripts = await place.git.commit({ '.greenlight/mask': mask });
    const settings = settingsOf({ scripts: { ...settingsOf({}).scripts, mask: '.greenlight/mask' } });
    const log = await logOf(await place.environments.provision(work(live, { scripts, settings })));
    expect(log).not.toContain('of the server');
    expect(log).toContain('not given to the mask, it is a link that leads out of the data: orders');
    expect(log).toMatch(/^inside$/m);
  });
});
