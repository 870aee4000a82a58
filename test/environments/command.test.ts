import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findMarked } from '#environments/host/processes/processes.js';
import { type CommandPlace, openCommandPlace, token } from '../contract/environments-command-place.js';
import { aWork, production, sandbox, settingsOf } from '../contract/environments-place.js';
import { hangDoorbell } from '../support/doorbell.js';

const run = promisify(execFile);
let place: CommandPlace;

beforeEach(async () => {
  place = await openCommandPlace();
});

afterEach(async () => {
  await place.remove();
});

/** Work whose deploy script is this text. */
async function workWith(script: string, over: Parameters<typeof aWork>[2] = {}) {
  const commit = await place.git.commit({ '.greenlight/deploy': script });
  return aWork(place.git, commit, over);
}

async function logOf({ log }: { log: string | null }): Promise<string> {
  return place.readLog(log ?? '');
}

test('the token is in no file and in no argument, whether git works or fails', async () => {
  await place.remove();
  const bin = await mkdtemp(join(tmpdir(), 'bin-'));
  const seen = join(bin, 'arguments');
  const { stdout: git } = await run('which', ['git']);
  await writeFile(join(bin, 'git'), `#!/bin/sh\nprintf '%s\\n' "$@" >> ${seen}\nexec ${git.trim()} "$@"\n`);
  await chmod(join(bin, 'git'), 0o755);
  place = await openCommandPlace({ variables: { PATH: `${bin}:${process.env['PATH'] ?? ''}` } });
  const { environments } = place;
  const commit = await place.git.commit();
  expect(await environments.deploy(aWork(place.git, commit))).toMatchObject({ kind: 'done' });
  const source = { ...place.git.source, token: `${token.slice(0, -1)}x` };
  const refused = await environments.deploy(aWork(place.git, 'd'.repeat(40), { source }));
  expect(refused).toMatchObject({ kind: 'failed', at: 'source' });
  const said = await readFile(seen, 'utf8');
  await rm(bin, { recursive: true });
  expect(said).toContain('fetch');

  const needles = [token, source.token, ...[token, source.token].map((one) => btoa(`x-access-token:${one}`))];
  const files = await readdir(place.directory, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name), 'latin1')),
  );
  expect(texts.length).toBeGreaterThan(10);
  expect([said, ...texts].filter((text) => needles.some((needle) => text.includes(needle)))).toEqual([]);
  expect(JSON.stringify(refused)).not.toContain(source.token.slice(4, 20));
});

test('the token does not follow a redirect to another server', async () => {
  const reached: string[] = [];
  const other = createServer((request, response) => {
    reached.push(`${request.url ?? ''} ${request.headers.authorization ?? 'no token'}`);
    response.writeHead(404).end();
  });
  const first = createServer((request, response) => {
    const location = `http://127.0.0.1:${portOf(other)}${request.url ?? ''}`;
    response.writeHead(302, { location }).end();
  });
  for (const server of [other, first]) await once(server.listen(0, '127.0.0.1'), 'listening');
  const source = { url: `http://127.0.0.1:${portOf(first)}/shop.git`, token };
  const result = await place.environments.deploy(aWork(place.git, 'd'.repeat(40), { source }));
  for (const server of [other, first]) server.close();
  expect([result.kind, reached]).toEqual(['failed', []]);
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

test('a script sees what the configuration passes, and nothing else of the server', async () => {
  await place.remove();
  place = await openCommandPlace({
    variables: {
      PATH: process.env['PATH'],
      SHOP_TOKEN: 'open-sesame',
      SHOP_REGION: 'eu',
      OTHER: 'not passed',
      PRIVATE_KEY: "Greenlight's own",
    },
  });
  const settings = settingsOf({ pass: ['SHOP_TOKEN', 'SHOP_REGION', 'PRIVATE_KEY', 'MISSING'] });
  const asked = await workWith('#!/bin/sh\nenv | sort\nexit 1\n', { settings });
  const log = await logOf(await place.environments.deploy(asked));
  const names = log.split('\n').flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
  // A shell adds its own.
  expect(names.filter((name) => !['PWD', 'SHLVL', '_', 'OLDPWD'].includes(name))).toEqual(
    [
      'GREENLIGHT_COMMIT',
      'GREENLIGHT_ENVIRONMENT',
      'GREENLIGHT_ENVIRONMENT_DIR',
      'GREENLIGHT_FROM_DATA',
      'GREENLIGHT_FROM_SERVICES',
      'GREENLIGHT_KIND',
      'GREENLIGHT_OPERATION',
      'GREENLIGHT_OUTPUT',
      'GREENLIGHT_ROUND',
      'GREENLIGHT_RUN',
      'GREENLIGHT_SOURCE',
      'GREENLIGHT_TASK',
      'HOME',
      'LANG',
      'PATH',
      'SHOP_REGION',
      'SHOP_TOKEN',
      'TMPDIR',
    ].sort(),
  );
  expect(log).toContain('SHOP_TOKEN=***\n');
  expect(log).toContain('SHOP_REGION=eu\n');
  expect(log).toContain("not passed to scripts, they are Greenlight's own: PRIVATE_KEY");
});

test('output without end is cut, said so, and its last line is still told', async () => {
  await place.remove();
  place = await openCommandPlace({ maxLogBytes: 10_000 });
  const asked = await workWith(
    '#!/bin/sh\nyes "line after line" | head -c 30000000\necho; echo it broke >&2\nexit 4\n',
  );
  const result = await place.environments.deploy(asked);
  expect(result).toMatchObject({
    why: 'the deploy script ended with exit code 4; its last words: “it broke”',
  });
  const log = await logOf(result);
  expect(log.length).toBeLessThan(11_000);
  expect(log).toContain('[output cut: more than 10000 bytes]');
});

test('a log can be read while the script runs, and closing ends the script', async () => {
  const bell = await hangDoorbell();
  const asked = await workWith(
    `#!/bin/sh\necho working on it\nnode -e "fetch('${bell.url}')"\nexec sleep 600\n`,
  );
  let address = '';
  const result = place.environments.deploy({ ...asked, onLog: (url) => (address = url) });
  const rejected = expect(result).rejects.toThrow('Greenlight is stopping');
  await bell.rung;
  expect(address).toMatch(/^https:\/\/greenlight\.test\/logs\/[\w-]{20,}$/);
  await expect(place.readLog(address)).resolves.toContain('working on it');
  await place.environments.close();
  await rejected;
  expect((await place.remains(sandbox)).filter((what) => what.startsWith('process'))).toEqual([]);
  await bell.close();
});

test.each(['../../../etc/passwd', '', 'short', '%2e%2e', 'x'.repeat(40)])(
  'there is no log called “%s”',
  async (id) => {
    expect(await place.environments.readLog(id)).toBeNull();
  },
);

test.each([
  ['is missing', null, 'is not in the default branch of the repository'],
  ['is not executable', 'echo hello\n', 'is not executable: git update-index --chmod=+x makes it so'],
  [
    'names a missing program',
    '#!/no/such/program\n',
    'names a program in its #! line that is not installed here',
  ],
])('a script that %s is a failure that says so', async (_title, text, why) => {
  const commit = await place.git.commit({ '.greenlight/deploy': text });
  const result = await place.environments.deploy(aWork(place.git, commit));
  expect(result).toMatchObject({ kind: 'failed', at: 'script', why: expect.stringContaining(why) });
});

test('a script without a #! line is not given to a shell', async () => {
  const commit = await place.git.commitExecutable('.greenlight/deploy', 'touch /tmp/nobody-ran-this\n');
  expect(await place.environments.deploy(aWork(place.git, commit))).toMatchObject({
    why: 'the deploy script (.greenlight/deploy) does not begin with #! and the program that reads it',
  });
});

test('a script outside of the repository is not run, neither by a link nor by a path', async () => {
  const linked = await place.git.commitLink('.greenlight/deploy', '/bin/true');
  const asked = aWork(place.git, linked);
  const { scripts } = settingsOf({});
  const above = settingsOf({ scripts: { ...scripts, deploy: '../../../../../../../../../bin/true' } });
  for (const settings of [asked.settings, above]) {
    expect(await place.environments.deploy({ ...asked, settings })).toMatchObject({
      at: 'script',
      why: expect.stringContaining('leads out of the repository'),
    });
  }
});

test('a script that says no address is a failure, unless the configuration knows it', async () => {
  const asked = await workWith('#!/bin/sh\ntrue\n');
  expect(await place.environments.deploy(asked)).toMatchObject({
    at: 'script',
    why: 'the deploy script did not say the address (url=… in GREENLIGHT_OUTPUT)',
  });
  const { probes } = settingsOf({}).sandbox;
  const settings = settingsOf({
    sandbox: { ...settingsOf({}).sandbox, url: 'http://{name}.invalid', probes },
  });
  const result = await place.environments.deploy({ ...asked, settings });
  expect(result).toMatchObject({ at: 'probes' });
  expect(await logOf(result)).toContain('asking http://sandbox-7-12.invalid whether it is healthy');
});

test.each(['javascript:alert(1)', 'http://user:password@shop.test', 'nonsense'])(
  'the address %s is refused',
  async (url) => {
    const asked = await workWith(`#!/bin/sh\necho 'url=${url}' >> "$GREENLIGHT_OUTPUT"\n`);
    expect(await place.environments.deploy(asked)).toMatchObject({ kind: 'failed', at: 'script' });
  },
);

test('what a crashed Greenlight left running is ended first; the server that it had started goes on', async () => {
  const variables = { PATH: process.env['PATH'], GREENLIGHT_RUN: 'run-of-the-crashed-one' };
  const start = () => spawn('sleep', ['600'], { detached: true, env: variables, stdio: 'ignore' });
  const [script, server] = [start(), start()];
  const ended = once(script, 'exit');
  const root = join(place.directory, 'environments', '7', sandbox.name);
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'run.json'), JSON.stringify({ run: variables.GREENLIGHT_RUN, pid: script.pid }));

  const result = await place.environments.deploy(aWork(place.git, await place.git.commit()));
  expect(result.kind).toBe('done');
  await ended;
  const left = await findMarked(`GREENLIGHT_RUN=${variables.GREENLIGHT_RUN}`);
  expect(left.map(({ pid }) => pid)).toEqual([server.pid]);
  expect(await logOf(result)).toContain('a script that an earlier run had left was ended first');
  server.kill();
});

test('what a script leaves behind without detaching it is ended with the script', async () => {
  // It ends once the other has left its group: until then that is not detached.
  const asked = await workWith(`#!/bin/sh
sleep 600 &
setsid sh -c 'touch left; exec sleep 601' > /dev/null 2>&1 &
until [ -e left ]; do sleep 0.01; done
exit 1
`);
  await place.environments.deploy(asked);
  const left = (await place.remains(sandbox)).filter((what) => what.startsWith('process'));
  const commands = await Promise.all(left.map((what) => readFile(`/proc/${what.slice(8)}/cmdline`, 'utf8')));
  expect(commands).toEqual([expect.stringMatching(/sleep[ \0]601/)]);
});

test('a sandbox is gone also when its script forgot the server', async () => {
  const commit = await place.git.commit({ '.greenlight/destroy': '#!/bin/sh\ntrue\n' });
  await place.environments.provision(aWork(place.git, commit));
  expect(await place.environments.destroy(aWork(place.git, commit))).toMatchObject({ kind: 'done' });
  expect(await place.remains(sandbox)).toEqual([]);
});

test('a sandbox whose script fails to end it is not said to be gone', async () => {
  const commit = await place.git.commit({ '.greenlight/destroy': '#!/bin/sh\nexit 9\n' });
  await place.environments.provision(aWork(place.git, commit));
  expect(await place.environments.destroy(aWork(place.git, commit))).toMatchObject({
    kind: 'failed',
    at: 'script',
  });
  expect((await place.remains(sandbox)).length).toBeGreaterThan(0);
});

test('a failed backup leaves no backup', async () => {
  const commit = await place.git.commit({
    '.greenlight/backup': '#!/bin/sh\necho half > "$GREENLIGHT_BACKUP_DIR/orders.json"\nexit 1\n',
  });
  await place.environments.deploy(aWork(place.git, commit, { environment: production }));
  const asked = aWork(place.git, commit, { environment: production });
  expect(await place.environments.backup(asked)).toMatchObject({ kind: 'failed', at: 'script' });
  const made = await readdir(join(place.directory, 'backups', '7', 'production'));
  expect(made.filter((name) => !name.endsWith('.part'))).toEqual([]);
});

test('after a deployment only its own checkout is kept, and nothing is left in scratch', async () => {
  for (const mug of ['Cup', 'Bowl']) {
    const commit = await place.git.commit({ 'note.txt': mug });
    expect((await place.environments.deploy(aWork(place.git, commit))).kind).toBe('done');
  }
  const root = join(place.directory, 'environments', '7', sandbox.name);
  expect((await readdir(join(root, 'sources'))).length).toBe(1);
  expect(await readdir(join(place.directory, 'scratch'))).toEqual([]);
  expect((await stat(root)).mode & 0o077).toBe(0);
});

test('what a crash has left in scratch is removed before the next work begins', async () => {
  const left = join(place.directory, 'scratch', 'of-the-crashed-one');
  await mkdir(left, { recursive: true });
  await writeFile(join(left, 'live.tar'), 'data of people');
  const again = await openCommandPlace({ directory: place.directory });
  const asked = aWork(again.git, await again.git.commit());
  expect((await again.environments.deploy(asked)).kind).toBe('done');
  expect(await readdir(join(place.directory, 'scratch'))).toEqual([]);
  await again.remove();
});

test('what a script still uses of its own directory does not make a good deployment a failed one', async () => {
  const commit = await place.git.commit({
    '.greenlight/deploy-mounting': `#!/bin/sh
echo "$HOME" > "$GREENLIGHT_ENVIRONMENT_DIR/home"
mount -t tmpfs tmpfs "$HOME" || sudo -n mount -t tmpfs tmpfs "$HOME"
exec .greenlight/deploy
`,
  });
  const { scripts } = settingsOf({});
  const settings = settingsOf({ scripts: { ...scripts, deploy: '.greenlight/deploy-mounting' } });
  const result = place.environments.deploy(aWork(place.git, commit, { settings }));
  await result.catch(() => undefined);
  const data = join(place.directory, 'environments', '7', sandbox.name, 'data');
  const home = (await readFile(join(data, 'home'), 'utf8')).trim();
  await run('umount', [home]).catch(() => run('sudo', ['-n', 'umount', home]));
  expect((await result).kind).toBe('done');
  expect(await logOf(await result)).toContain('its own directory could not be removed: EBUSY');
});

/** Settings of a repository that has only the scripts that it must have. */
function withoutOptional(): ReturnType<typeof settingsOf> {
  const settings = settingsOf({});
  const { provision, deploy, backup, restore, destroy } = settings.scripts;
  return { ...settings, scripts: { provision, deploy, backup, restore, destroy } };
}

test('a repository without a script that stops sandboxes is told so, and nothing is touched', async () => {
  const work = aWork(place.git, await place.git.commit(), { settings: withoutOptional() });
  const made = await place.environments.provision(work);
  expect(await place.environments.stop(work)).toMatchObject({
    kind: 'failed',
    at: 'source',
    why: 'the repository names no stop script (environments.scripts.stop)',
  });
  if (made.kind === 'failed') throw new Error(made.why);
  expect((await fetch(made.url)).status).toBe(200);
});

test('without a script of its own a start is a deployment of what the sandbox ran', async () => {
  const commit = await place.git.commit();
  const made = await place.environments.provision(aWork(place.git, commit));
  await place.environments.stop(aWork(place.git, commit));
  const started = await place.environments.start(aWork(place.git, commit, { settings: withoutOptional() }));
  if (made.kind === 'failed' || started.kind === 'failed') throw new Error('it must come up');
  expect([started.url, started.commit]).toEqual([made.url, commit]);
  expect(await logOf(started)).toContain('.greenlight/deploy of commit');
});

test('a sandbox that answers although its stop script ended well is not called stopped', async () => {
  const elsewhere = createServer((_, response) => response.end('Corner Shop'));
  await once(elsewhere.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${portOf(elsewhere)}`;
  const [probe] = settingsOf({}).sandbox.probes;
  if (probe === undefined) throw new Error('there is a probe');
  const settings = settingsOf({
    sandbox: { ...settingsOf({}).sandbox, probes: [{ ...probe, commitHeader: null }] },
  });
  const commit = await place.git.commit({
    '.greenlight/deploy': `#!/bin/sh\necho url=${url} > "$GREENLIGHT_OUTPUT"\n`,
    '.greenlight/stop': '#!/bin/sh\nexit 0\n',
  });
  const work = aWork(place.git, commit, { settings });
  expect(await place.environments.deploy(work)).toMatchObject({ kind: 'done' });
  expect(await place.environments.stop(work)).toMatchObject({
    kind: 'failed',
    at: 'probes',
    why: `the stop script ended well, but the sandbox still answers at ${url}`,
  });
  elsewhere.close();
  await once(elsewhere, 'close');
  expect(await place.environments.stop(work)).toMatchObject({ kind: 'done' });
});
