import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findMarked } from '#environments/host/processes/processes.js';
import type { EnvironmentSettings } from '#config/settings.js';
import type { Running } from '#ports/environments.js';
import { type CommandPlace, openCommandPlace } from '../contract/environments-command-place.js';
import { aWork, production, sandbox, settingsOf } from '../contract/environments-place.js';
import { order, ordersOf, running } from '../contract/shop-of-environments.js';
import { hangDoorbell } from '../support/doorbell.js';

const secret = 'Persephone';
let place: CommandPlace;

beforeEach(async () => {
  place = await openCommandPlace();
});

afterEach(async () => {
  await place.remove();
});

const rootOf = (name = sandbox.name): string => join(place.directory, 'environments', '7', name);
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

function settingsWith(
  from: Partial<EnvironmentSettings['sandbox']['from']>,
  { mask, timeoutMs = 60_000 }: { mask?: boolean; timeoutMs?: number } = {},
): EnvironmentSettings {
  const settings = settingsOf({ timeoutMs });
  return {
    ...settings,
    scripts: { ...settings.scripts, ...(mask && { mask: '.greenlight/mask' }) },
    sandbox: { ...settings.sandbox, from: { ...settings.sandbox.from, ...from } },
  };
}

const masking = (timeoutMs?: number): EnvironmentSettings =>
  settingsWith({}, { mask: true, ...(timeoutMs !== undefined && { timeoutMs }) });

/** Production with an order whose name must not get out. */
async function goLive(): Promise<Running> {
  const commit = await place.git.commit();
  const live = running(
    await place.environments.deploy(aWork(place.git, commit, { environment: production })),
  );
  await order(live, secret);
  return live;
}

/** Everything under a directory that is a file and has this text in it. */
async function filesWith(text: string, directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'latin1')));
  return files.filter((_, index) => texts[index]?.includes(text));
}

const provisionSays = '#!/bin/sh\nenv | grep GREENLIGHT_ | sort\nls "$GREENLIGHT_PRODUCTION_DIR"\nexit 7\n';

test('scripts are told which services and which data the sandbox is made from', async () => {
  await goLive();
  const commit = await place.git.commit({ '.greenlight/provision': provisionSays });
  const settings = settingsWith({ services: ['web', 'worker'], data: 'last-month' });
  const result = await place.environments.provision(aWork(place.git, commit, { settings }));
  const log = await place.readLog(result.log ?? '');
  expect(log).toContain('GREENLIGHT_FROM_SERVICES=web worker\n');
  expect(log).toContain('GREENLIGHT_FROM_DATA=last-month\n');
  expect(log).toContain(`GREENLIGHT_PRODUCTION_DIR=${rootOf('production')}/data\n`);
});

test('a sandbox without live data is not told where they are, and its mask is not asked', async () => {
  await goLive();
  const commit = await place.git.commit({
    '.greenlight/provision': provisionSays,
    '.greenlight/mask': '#!/bin/sh\nexit 9\n',
  });
  const settings = settingsWith({ data: 'none' }, { mask: true });
  const result = await place.environments.provision(aWork(place.git, commit, { settings }));
  expect(result).toMatchObject({ why: expect.stringContaining('exit code 7') });
  expect(await place.readLog(result.log ?? '')).not.toContain('PRODUCTION_DIR');
});

test('what a mask takes out is nowhere in the sandbox, neither in its files nor in what runs', async () => {
  await goLive();
  const commit = await place.git.commit();
  const made = running(await place.environments.provision(aWork(place.git, commit, { settings: masking() })));
  expect(await ordersOf(made)).toEqual(['Customer1']);
  expect(await filesWith(secret, rootOf('production'))).not.toEqual([]);
  expect(await filesWith(secret, rootOf())).toEqual([]);

  const processes = await findMarked(`GREENLIGHT_ENVIRONMENT_DIR=${join(rootOf(), 'data')}`);
  expect(processes.length).toBeGreaterThan(0);
  const knows = await Promise.all(processes.map(({ pid }) => readFile(`/proc/${pid}/environ`, 'utf8')));
  expect(knows.filter((text) => text.includes(rootOf('production')))).toEqual([]);
  expect((await readdir(rootOf())).sort()).toEqual(['data', 'environment.json', 'sources']);
  expect(await readdir(join(place.directory, 'scratch'))).toEqual([]);
});

test('each sandbox has data of its own: an order in one is in no other, and not in production', async () => {
  const live = await goLive();
  const commit = await place.git.commit();
  const make = async (name: string): Promise<Running> => {
    const environment = { name, kind: 'sandbox' } as const;
    const work = aWork(place.git, commit, { environment, settings: masking() });
    return running(await place.environments.provision(work));
  };
  const [one, other] = [await make('sandbox-7-1'), await make('sandbox-7-2')];
  await order(one, 'Tess');
  expect([await ordersOf(one), await ordersOf(other), await ordersOf(live)]).toEqual([
    ['Tess', 'Customer1'],
    ['Customer1'],
    [secret],
  ]);
});

test('a mask of the change does not run: it comes from the default branch', async () => {
  await goLive();
  const live = await place.git.commit();
  const change = await place.git.commit({
    '.greenlight/mask': '#!/bin/sh\ncp -a "$GREENLIGHT_PRODUCTION_DIR/." "$GREENLIGHT_MASKED_DIR/"\n',
  });
  const work = aWork(place.git, change, { scripts: live, settings: masking() });
  expect(await ordersOf(running(await place.environments.provision(work)))).toEqual(['Customer1']);
});

test.each([
  ['fails', 'echo the names are elsewhere; exit 3', 'script', 'exit code 3; its last words: “the names are'],
  ['is killed', 'kill -KILL $$', 'script', 'the mask script was ended by SIGKILL'],
  ['hangs', 'setsid sleep 600 & sleep 600', 'timeout', 'the mask script did not end within 1 s'],
  [
    'links to the live data',
    'ln -s "$GREENLIGHT_PRODUCTION_DIR/data" "$GREENLIGHT_MASKED_DIR/data"',
    'script',
    'the mask script left a link that leads out of the masked data: data',
  ],
])('a mask that %s stops the sandbox, and leaves nothing of what it took', async (_title, text, at, why) => {
  await goLive();
  const commit = await place.git.commit({
    '.greenlight/mask': `#!/bin/sh\ncp -a "$GREENLIGHT_PRODUCTION_DIR" "$TMPDIR/copy"; cp -a "$TMPDIR/copy" "$GREENLIGHT_MASKED_DIR/copy"\n${text}\n`,
    '.greenlight/provision': '#!/bin/sh\ntouch "$GREENLIGHT_ENVIRONMENT_DIR/provisioned"\n',
  });
  const settings = masking(at === 'timeout' ? 1_000 : 60_000);
  const result = await place.environments.provision(aWork(place.git, commit, { settings }));
  expect(result).toMatchObject({ kind: 'failed', at, why: expect.stringContaining(why) });
  expect(await exists(join(rootOf(), 'data', 'provisioned'))).toBe(false);
  expect(await filesWith(secret, rootOf())).toEqual([]);
  expect(await filesWith(secret, join(place.directory, 'scratch'))).toEqual([]);
  expect((await place.remains(sandbox)).filter((what) => what.startsWith('process'))).toEqual([]);
});

test('what a mask leaves running or lying about is gone before the sandbox is made', async () => {
  await goLive();
  const commit = await place.git.commit({
    '.greenlight/mask':
      '#!/bin/sh\nsetsid sleep 600 > /dev/null 2>&1 &\ntouch "$HOME/home" "$TMPDIR/tmp" here\n',
    '.greenlight/provision': '#!/bin/sh\nls "$HOME" "$TMPDIR" .; ls ../..; exit 7\n',
  });
  const result = await place.environments.provision(aWork(place.git, commit, { settings: masking() }));
  expect(result).toMatchObject({ why: expect.stringContaining('exit code 7') });
  expect(await place.readLog(result.log ?? '')).not.toMatch(/^(home|tmp|here|masking)$/m);
  expect((await place.remains(sandbox)).filter((what) => what.startsWith('process'))).toEqual([]);
});

test('the masked data are gone also when Greenlight stops while the sandbox is made', async () => {
  await goLive();
  const bell = await hangDoorbell();
  const commit = await place.git.commit({
    '.greenlight/provision': `#!/bin/sh\nnode -e "fetch('${bell.url}')"\nexec sleep 600\n`,
  });
  const result = place.environments.provision(aWork(place.git, commit, { settings: masking() }));
  const rejected = expect(result).rejects.toThrow('Greenlight is stopping');
  await bell.rung;
  expect(await exists(join(rootOf(), 'masked', 'data', 'orders.json'))).toBe(true);
  await place.environments.close();
  await rejected;
  expect(await exists(join(rootOf(), 'masked'))).toBe(false);
  await bell.close();
});

test('what a crash left of an earlier mask does not get into the sandbox', async () => {
  await goLive();
  await mkdir(join(rootOf(), 'masked'), { recursive: true });
  await mkdir(join(rootOf(), 'masking'), { recursive: true });
  await writeFile(join(rootOf(), 'masked', 'unmasked.json'), secret);
  const commit = await place.git.commit({ '.greenlight/provision': provisionSays });
  const result = await place.environments.provision(aWork(place.git, commit, { settings: masking() }));
  const log = await place.readLog(result.log ?? '');
  expect(log).toContain(`GREENLIGHT_PRODUCTION_DIR=${rootOf()}/masked\n`);
  expect(log).not.toContain('unmasked.json');
  expect(await filesWith(secret, rootOf())).toEqual([]);
});
