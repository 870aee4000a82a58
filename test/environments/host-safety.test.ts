import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackupRef } from '#process/task.js';
import { findMarked } from '#environments/host/processes/processes.js';
import { type CommandPlace, openCommandPlace } from '../contract/environments-command-place.js';
import { aWork, production, sandbox, settingsOf } from '../contract/environments-place.js';
import { order, ordersOf, running, stored } from '../contract/shop-of-environments.js';
import { hangDoorbell } from '../support/doorbell.js';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.js';

// What the executor must withstand. Shown elsewhere: scripts come from the default branch (test/contract), also the mask
// (sandbox-source.test.ts); a clean environment, secrets taken out of logs, no scripts from outside of the repository, no file without
// `#!` (command.test.ts, redact.test.ts); a backup that was changed is refused before anything is touched (test/contract).

let place: CommandPlace;
let disk: SmallDisk | null = null;

beforeEach(async () => {
  place = await openCommandPlace();
});

afterEach(async () => {
  await disk?.remove();
  disk = null;
  await place.remove();
});

async function reopen(over: Parameters<typeof openCommandPlace>[0]): Promise<void> {
  await place.remove();
  place = await openCommandPlace(over);
}

/** Work whose deploy script is this text. */
async function workWith(script: string, over: Parameters<typeof aWork>[2] = {}) {
  const commit = await place.git.commit({ '.greenlight/deploy': script });
  return aWork(place.git, commit, over);
}

const logOf = ({ log }: { log: string | null }): Promise<string> => place.readLog(log ?? '');
const processes = async (): Promise<string[]> =>
  (await place.remains(sandbox)).filter((what) => what.startsWith('process'));
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

test('src/ starts programs by name and arguments: nowhere but in the simulated runner is there a shell', async () => {
  const entries = await readdir('src', { recursive: true });
  const files = entries.filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(files.map((name) => readFile(join('src', name), 'utf8')));
  const imports = texts.flatMap((text) => /import {([^}]*)} from 'node:child_process'/.exec(text)?.[1] ?? []);
  const names = imports.flatMap((list) => list.split(',').map((name) => name.trim()));
  expect([...new Set(names)].sort()).toEqual(['execFile', 'spawn', 'type ChildProcess']);
  expect(imports.length).toBe(texts.filter((text) => /child_process/.test(text)).length);
  const withShell = files.filter((_, index) => /\bshell:|'-c'/.test(texts[index] ?? ''));
  // The steps of workflows are shell scripts; the product never runs them itself.
  expect(withShell.filter((name) => !name.startsWith('simulator/actions/'))).toEqual([]);
});

test('names and values reach scripts as they are, whatever a shell would make of them', async () => {
  const touched = join(tmpdir(), `nobody-touched-${process.pid}`);
  const hostile = `'; touch ${touched}; "$(touch ${touched})" \`touch ${touched}\` | $HOME * \\`;
  await reopen({ variables: { PATH: process.env['PATH'], SHOP_NAME: hostile } });
  const settings = settingsOf({ pass: ['SHOP_NAME'] });
  const asked = await workWith(
    '#!/bin/sh\nprintf "%s\\n" "$GREENLIGHT_TASK" "$SHOP_NAME" "$GREENLIGHT_FROM_DATA"\nexit 1\n',
    {
      id: hostile,
      task: hostile,
      repository: { id: 7, owner: hostile, name: hostile, installation: 1 },
      settings: {
        ...settings,
        sandbox: { ...settings.sandbox, from: { services: [hostile], data: hostile } },
      },
    },
  );
  const log = await logOf(await place.environments.deploy(asked));
  expect(log.split('\n').filter((line) => line === hostile)).toHaveLength(3);
  expect(await exists(touched)).toBe(false);
});

test.each(['../production', 'a b', 'x;touch y', '$(id)', '-rf', 'UPPER', 'a\nb', ''])(
  'an environment called “%s” is not even begun with',
  async (name) => {
    const asked = await workWith('#!/bin/sh\nexit 0\n', { environment: { name, kind: 'sandbox' } });
    const result = await place.environments.deploy(asked);
    expect(result).toMatchObject({ kind: 'failed', why: 'the environment has a name that cannot be used' });
    expect(await exists(join(place.directory, 'environments'))).toBe(false);
  },
);

test.each(['--upload-pack=touch x', 'HEAD', 'main; touch x', `${'a'.repeat(39)}\n`])(
  'a commit called “%s” is not even begun with',
  async (commit) => {
    const asked = { ...(await workWith('#!/bin/sh\nexit 0\n')), commit };
    expect(await place.environments.deploy(asked)).toMatchObject({
      kind: 'failed',
      why: 'a commit must be given by its full id',
    });
  },
);

test.each([
  ['alone', 'while :; do :; done'],
  ['by children that it waits for', 'for i in 1 2 3; do (while :; do :; done) & done; wait'],
  ['by one that left and knows no mark', 'env -i sh -c "while :; do :; done" & wait'],
  ['by one that detached', 'setsid sh -c \'trap "" TERM; while :; do :; done\' & sleep 60'],
])('a script that uses more CPU time than it may is ended: %s', async (_title, text) => {
  await reopen({ maxCores: 1 / 60 });
  const result = await place.environments.deploy(await workWith(`#!/bin/sh\n${text}\n`));
  expect(result).toMatchObject({
    kind: 'failed',
    at: 'timeout',
    why: 'the deploy script used more than 1 s of CPU time and was ended',
  });
  expect(await processes()).toEqual([]);
});

test('a script that waits uses no CPU time, however long it waits', async () => {
  await reopen({ maxCores: 1 / 300 });
  const result = await place.environments.deploy(await workWith('#!/bin/sh\nsleep 1.5\nexit 3\n'));
  expect(result).toMatchObject({ why: 'the deploy script ended with exit code 3' });
});

test('the CPU time of a script is no limit of the server that it started', async () => {
  const commit = await place.git.commit();
  const made = running(await place.environments.deploy(aWork(place.git, commit)));
  const [server] = await findMarked(
    `GREENLIGHT_ENVIRONMENT_DIR=${join(place.directory, 'environments', '7', sandbox.name, 'data')}`,
  );
  const limits = await readFile(`/proc/${server?.pid ?? 0}/limits`, 'utf8');
  expect(limits).toMatch(/^Max cpu time\s+unlimited\s+unlimited/m);
  expect((await fetch(made.url)).status).toBe(200);
});

test('a script that ignores SIGTERM, forks and forks again is gone after its time, with all it started', async () => {
  const bell = await hangDoorbell();
  const asked = await workWith(
    `#!/bin/sh
trap "" TERM
for i in 1 2 3; do (sleep 600 & sleep 601) & done
setsid sh -c 'trap "" TERM; (setsid sleep 602 &) ; sleep 603' &
node -e "fetch('${bell.url}')"
while :; do sleep 604; done
`,
    { settings: settingsOf({ timeoutMs: 2_000 }) },
  );
  const result = place.environments.deploy(asked);
  await bell.rung;
  expect((await processes()).length).toBeGreaterThan(6);
  expect(await result).toMatchObject({ kind: 'failed', at: 'timeout' });
  expect(await processes()).toEqual([]);
  await bell.close();
});

test('a script that is killed says by what', async () => {
  const result = await place.environments.deploy(
    await workWith('#!/bin/sh\necho copying orders\nkill -SEGV $$\n'),
  );
  expect(result).toMatchObject({
    kind: 'failed',
    at: 'script',
    why: 'the deploy script was ended by SIGSEGV; its last words: “copying orders”',
  });
});

test.each([
  ['lines', 'yes "the shop sells mugs, lamps, notebooks and blankets, and it says so again and again"'],
  ['one line', 'tr "\\0" x < /dev/zero'],
])('a script that prints 1 GB of %s fills neither disk nor memory, and is told so', async (_title, text) => {
  const asked = await workWith(`#!/bin/sh\n${text} | head -c 1000000000\necho\necho enough\nexit 5\n`);
  const before = process.memoryUsage.rss();
  let most = before;
  const sampling = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  const result = await place.environments.deploy(asked);
  clearInterval(sampling);
  expect(result).toMatchObject({
    why: 'the deploy script ended with exit code 5; its last words: “enough”',
  });
  expect((most - before) / 1024 ** 2).toBeLessThan(200);
  const log = await logOf(result);
  expect(log).toMatch(/\[output cut: more than 1048576 bytes\]|\[the rest of this line was cut\]/);
  expect(log.length).toBeLessThan(1.1 * 1024 ** 2);
  expect(await diskOf(place.directory)).toBeLessThan(8 * 1024 ** 2);
});

async function diskOf(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true });
  const sizes = await Promise.all(
    entries.map(async (name) => stat(join(directory, name)).then(({ blocks }) => blocks * 512)),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

test.each([
  ['in the script', 'exit 1', 'the backup script ended with exit code 1; its last words: “'],
  ['after a script that did not mind', 'exit 0', 'the server has no space left on its disk'],
])('a disk that is full %s is a backup that failed; with space there is one', async (_title, last, why) => {
  const backups = join(place.directory, 'backups');
  disk = await mountSmallDisk(backups);
  const live = await place.git.commit();
  const shop = running(await place.environments.deploy(aWork(place.git, live, { environment: production })));
  await order(shop, 'Ada');
  const scripts = await place.git.commit({
    '.greenlight/backup': `#!/bin/sh
cp -a "$GREENLIGHT_ENVIRONMENT_DIR/data/." "$GREENLIGHT_BACKUP_DIR/"
head -c 200000 /dev/zero > "$GREENLIGHT_BACKUP_DIR/pictures" || ${last}
`,
  });
  const work = aWork(place.git, live, { environment: production, scripts });
  expect(await place.environments.backup(work)).toMatchObject({
    kind: 'failed',
    at: 'script',
    why: expect.stringContaining(why),
  });
  expect(await readdir(join(backups, '7', 'production'))).toEqual([]);

  await disk.grow();
  const backup: BackupRef = stored(await place.environments.backup(work));
  expect(await place.environments.verify({ ...work, backup })).toMatchObject({ kind: 'done' });
  await order(shop, 'Mallory');
  const restoring = aWork(place.git, live, { environment: production });
  const back = running(await place.environments.restore({ ...restoring, backup }));
  expect(await ordersOf(back)).toEqual(['Ada']);
});
