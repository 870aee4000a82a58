import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { pageAt, passCi, push, repository, startWork, workBranch } from './way.js';

/** Where the test says how the next run of a script goes wrong: a file for each operation. */
let control: string;
let story: Story;
let issue: number;
let before: Awaited<ReturnType<typeof pageAt>>;

const operations = ['provision', 'deploy', 'backup', 'restore', 'destroy'] as const;
type Operation = (typeof operations)[number];

const script = async (operation: Operation): Promise<string> => {
  const text = await readFile(`examples/shop/.greenlight/${operation}`, 'utf8');
  const [first = '', ...rest] = text.split('\n');
  const wrong = `wrong="$STORY_CONTROL/$GREENLIGHT_OPERATION-$GREENLIGHT_KIND"\nif [ -f "$wrong" ]; then . "$wrong"; fi`;
  return [first, wrong, ...rest].join('\n');
};

beforeAll(async () => {
  control = await mkdtemp(join(tmpdir(), 'greenlight-control-'));
  const files = await Promise.all(
    operations.map(async (operation) => [`.greenlight/${operation}`, await script(operation)] as const),
  );
  story = await startStory({
    config: shopConfig.replace('timeout: 1m', 'timeout: 8s\n  pass: [STORY_CONTROL]'),
    files: Object.fromEntries(files),
    server: { STORY_CONTROL: control },
  });
  const body = new URLSearchParams({ product: 'mug', name: 'Ada' });
  await fetch(`${story.production}/orders`, { method: 'POST', body, redirect: 'manual' });
  before = await pageAt(story.production);
}, 180_000);

afterAll(async () => {
  await story.close();
  await rm(control, { recursive: true });
}, 180_000);

/** From now on the script ends like this, until it is mended. */
const breakDown = (operation: string, how: string): Promise<void> => writeFile(join(control, operation), how);
const mend = (operation: string): Promise<void> => rm(join(control, operation));

/** Resolves when the card says it. */
async function says(text: RegExp): Promise<void> {
  await story.github.until(() => text.test(story.card(issue)), { what: String(text), timeoutMs: 75_000 });
}

/** Resolves when the sandbox serves a commit and it is the tester's turn. */
async function served(commit: string): Promise<void> {
  const isServed = () =>
    story.shop
      .deployments()
      .some(({ sha, statuses }) => sha === commit && statuses.at(-1)?.state === 'success');
  const isTurn = () => /\*\*Next: the tester/.test(story.card(issue));
  await story.github.until(() => isServed() && isTurn(), {
    what: `${commit} to be testable`,
    timeoutMs: 75_000,
  });
}

const dataDirectory = (): string => story.variables['GREENLIGHT_DATA'] ?? '';
const sandboxes = async (): Promise<readonly string[]> =>
  (await readdir(join(dataDirectory(), 'environments', String(story.shop.id)))).filter((name) =>
    name.startsWith('sandbox-'),
  );

test('3: a provision script that fails leaves the task at 3, with its words; /retry makes the sandbox', async () => {
  await breakDown('provision-sandbox', 'echo "the registry is closed"; exit 1');
  const started = startWork(story);
  await story.github.until(() => story.shop.issues()[0], { what: 'the issue' });
  issue = story.shop.issues()[0]?.number ?? 0;
  await says(/the registry is closed/);
  expect(story.stage(issue)).toBe('sandbox');
  await mend('provision-sandbox');
  expect(await story.says('olga', issue, '/retry')).toBe('+1');
  await started;
}, 180_000);

test('5: a deploy script that is killed sends the change back, and says so', async () => {
  await breakDown('deploy-sandbox', 'kill -KILL $$');
  const head = await push(story, issue, 'Ribbon');
  await story.people.dan.openPullRequest(repository, {
    head: await workBranch(story, issue),
    title: 'Ribbon',
    body: `Closes #${issue}`,
  });
  await passCi(story, head);
  await says(/SIGKILL/);
  expect(story.stage(issue)).toBe('development');
  await mend('deploy-sandbox');
  expect(await story.says('dan', issue, '/ready')).toBe('+1');
  await served(head);
}, 180_000);

test('6: a backup script that hangs is ended by the clock, and nothing half done is left of the backup', async () => {
  await breakDown('backup-sandbox', 'touch "$GREENLIGHT_BACKUP_DIR/half"; sleep 600');
  await story.says('tess', issue, '/pass all\n/approve');
  await says(/did not end within 8 s/);
  expect(story.stage(issue)).toBe('integration');
  const stored = await readdir(join(dataDirectory(), 'backups'), { recursive: true });
  expect(stored.filter((name) => name.endsWith('half') || name.endsWith('.part'))).toEqual([]);
  await mend('backup-sandbox');
  await story.says('olga', issue, '/retry');
  await story.reaches(issue, 'integration-testing');
}, 180_000);

test('8: a backup that runs into a full disk is none; the next one is', async () => {
  await breakDown('backup-production', 'echo "cp: No space left on device" >&2; exit 28');
  await story.says('tess', issue, '/pass all\n/approve');
  await says(/No space left on device/);
  expect(story.stage(issue)).toBe('backup');
  await mend('backup-production');
  await story.says('olga', issue, '/retry');
  await story.reaches(issue, 'demo');
}, 180_000);

test('9.2.1: without its backup nothing touches production; with it, a deployment that fails is rolled back', async () => {
  await breakDown('backup-production', 'exit 3');
  await story.says('clara', issue, '/approve');
  await says(/exit code 3/);
  expect(story.stage(issue)).toBe('deployment');
  expect(await pageAt(story.production)).toEqual(before);
  await mend('backup-production');
  await breakDown('deploy-production', 'echo "half way"; exit 4');
  await story.says('olga', issue, '/retry');
  await story.reaches(issue, 'development');
  expect((await pageAt(story.production)).commit).toBe(before.commit);
  const told = await story.hears(issue, /Code: the commit of the backup is served/);
  expect(told).toContain('Data: restored');
  expect(told).toContain('Probes: healthy');
  await mend('deploy-production');
}, 180_000);

test('9.2.3: a backup that was changed before the rollback is not restored: said so, production held, tried again when it is whole', async () => {
  const head = await push(story, issue, 'Another ribbon');
  await passCi(story, head);
  await served(head);
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'integration-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'demo');
  await story.says('olga', issue, '/unhold');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  const [file, bytes] = await newestBackup();
  await appendFile(file, ' ');
  await story.says('tess', issue, '/reject The ribbon is crooked');
  await says(/its checksum differs/);
  expect(story.stage(issue)).toBe('rollback');
  const called = await story.hears(issue, /could not be put back/);
  expect(called).toMatch(/@olga/);
  expect(called).toMatch(/@maria/);

  await truncate(file, bytes);
  await breakDown('restore-production', 'exit 5');
  await story.says('olga', issue, '/retry');
  await says(/Data: \*\*not restored\*\*/);
  expect(story.stage(issue)).toBe('rollback');
  await mend('restore-production');
  await story.says('olga', issue, '/retry');
  await story.reaches(issue, 'development');
  expect((await pageAt(story.production)).commit).toBe(before.commit);
}, 180_000);

test('10: a destroy script that fails leaves the task at 10; after it, nothing of the sandbox is left', async () => {
  await breakDown('destroy-sandbox', 'echo "the cluster does not answer"; exit 6');
  await story.says('maria', issue, '/cancel Enough');
  await says(/the cluster does not answer/);
  expect(story.stage(issue)).toBe('teardown');
  expect(await sandboxes()).toHaveLength(1);
  await mend('destroy-sandbox');
  await story.says('olga', issue, '/retry');
  await story.reaches(issue, 'cancelled');
  expect(await sandboxes()).toEqual([]);
}, 180_000);

/** A data file of production's newest backup, and its size. */
async function newestBackup(): Promise<[string, number]> {
  const directory = join(dataDirectory(), 'backups', String(story.shop.id), 'production');
  const manifests = await Promise.all(
    (await readdir(directory)).map(async (id) => {
      const text = await readFile(join(directory, id, 'manifest.json'), 'utf8');
      return { id, ...(JSON.parse(text) as { at: number; files: { path: string; bytes: number }[] }) };
    }),
  );
  const newest = manifests.sort((a, b) => b.at - a.at)[0];
  const file = newest?.files[0];
  if (newest === undefined || file === undefined) throw new Error('there is no backup with a file');
  return [join(directory, newest.id, 'data', file.path), file.bytes];
}
