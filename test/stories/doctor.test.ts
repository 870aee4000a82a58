import { afterEach, expect, test } from '@jest/globals';
import { doctor } from '#cli/doctor/doctor.js';
import { protect } from '#cli/protect.js';
import { runCommand } from '../cli/run-command.js';
import { shopConfig, type Story, type StoryOptions, startStory } from './start-story.js';
import { openChange, repository, startWork } from './way.js';

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await startStory(options);
};
afterEach(() => story.close(), 180_000);

const examine = (variables = story.variables) => runCommand(doctor, [repository], variables);
const configure = (text: string) =>
  story.people.olga.push(repository, {
    branch: 'main',
    message: 'Configure',
    files: { '.github/greenlight.yml': text },
  });
const unprotect = () => story.people.olga.protectBranch(repository, 'main', { requiredChecks: [] });
const guard = (who: 'olga' | 'dan', ...options: readonly string[]) =>
  runCommand(protect, [repository, ...options], {
    ...story.variables,
    GITHUB_TOKEN: story.people[who].token(),
  });

test('where all is well the doctor says what it looked at, while the server runs, and finds nothing', async () => {
  await begin();
  const { said, exitCode } = await examine();
  expect(said.replaceAll(/:\d{4,5}\b/g, ':port').split('\n')).toEqual([
    '✓ the embedded store answers',
    '✓ GitHub knows the App greenlight (1042)',
    '✓ the clock agrees with GitHub’s',
    '✓ the App has every permission that it needs',
    '✓ the App is told of every event that it needs',
    '✓ installations: 1, all with these permissions',
    '✓ the webhook leads to http://127.0.0.1:port/api/github/webhooks',
    '✓ the last deliveries arrived (1)',
    '✓ the App is installed on agency/shop',
    '✓ main requires the check of this App',
    '✓ .github/greenlight.yml can be used',
    '✓ every role is somebody’s',
  ]);
  expect(exitCode).toBe(0);
  expect(story.github.unknown).toEqual([]);
}, 180_000);

test('each thing that is wrong with the App is told with its remedy', async () => {
  await begin({
    manifest: (app) => {
      app.permissions['checks'] = 'read';
      app.events.splice(app.events.indexOf('push'), 1);
    },
  }).catch(() => undefined);
  const { said, exitCode } = await examine();
  expect(exitCode).toBe(1);
  expect(said).toContain('✗ the App lacks a permission: checks: write (it has read)\n    Grant it');
  expect(said).toContain('✗ the App is not told of an event: push\n    Tick it');
}, 180_000);

test('a clock that is off, and a webhook that leads elsewhere or is refused, are told', async () => {
  await begin();
  const realNow = Date.now;
  Date.now = () => realNow() + 45_000;
  try {
    expect((await examine()).said).toMatch(/the clock of this machine is not GitHub’s: it is 4[5-8] s ahead/);
  } finally {
    Date.now = realNow;
  }
  const elsewhere = { ...story.variables, GREENLIGHT_URL: 'http://127.0.0.1:1' };
  const { said } = await examine(elsewhere);
  expect(said).toContain('and the server is at http://127.0.0.1:1');
  expect(said).toContain('✗ the server does not answer at its public address: http://127.0.0.1:1');

  story.github.deliverTo(`${story.github.url}/nowhere`);
  await story.comment('maria', await openIssue(), 'Hello');
  await story.github.settled();
  const lost = (await examine()).said;
  expect(lost).toContain('✗ the App’s webhook leads nowhere');
  expect(lost).toMatch(/✗ deliveries do not arrive: \d+ of \d+, the last issue_comment /);
}, 180_000);

async function openIssue(): Promise<number> {
  return (await story.people.maria.openIssue(repository, { title: 'A question' })).number;
}

test('keys of another App, and variables that are missing, are told', async () => {
  await begin();
  const other = await examine({ ...story.variables, APP_ID: '7' });
  expect(other.said).toContain('✗ GitHub does not know this App: App 7 at ');
  expect(other.exitCode).toBe(1);
  const { said, exitCode } = await examine({ ...story.variables, WEBHOOK_SECRET: '' });
  expect(said).toContain('WEBHOOK_SECRET is not set. Set it');
  expect(exitCode).toBe(2);
  expect((await examine({ ...story.variables, GREENLIGHT_DATA: '/nowhere' })).said).toContain(
    '! there is no store here: there is no store in /nowhere/store',
  );
}, 180_000);

test('roles that are nobody’s, and a configuration that cannot be used, are told', async () => {
  await begin();
  await configure(
    shopConfig
      .replace('tester: tess', 'tester: ["@agency/qa", "@agency/none", tess]')
      .replace('client: clara, ', '')
      .replace('devops: olga', 'devops: nobody-at-all'),
  );
  const { said, exitCode } = await examine();
  expect(exitCode).toBe(1);
  expect(said).toContain('✗ a role is asked that nobody has: client, asked at discussion, demo, final-demo');
  expect(said).toContain('✗ a role names a team that is not there or has no member: @agency/none (tester)');
  expect(said).toContain('✗ a role names somebody whom GitHub does not know: nobody-at-all (devops)');
  expect(said).not.toContain('@agency/qa');

  await configure(`${shopConfig}rolls: {}\n`);
  const line = shopConfig.split('\n').length;
  expect((await examine()).said).toContain(
    `✗ the configuration cannot be used: .github/greenlight.yml:${line}: rolls: unknown key; did you mean roles?`,
  );
}, 180_000);

test('a repository that nothing protects is told, and `protect` mends it; then GitHub merges nothing that is not green', async () => {
  await begin();
  await unprotect();
  expect((await examine()).said).toContain('✗ nothing requires the check greenlight: on main');

  const dry = await guard('olga', '--dry-run');
  expect(dry.said).toContain('Nothing was changed');
  expect((await examine()).exitCode).toBe(1);

  expect(await guard('olga')).toMatchObject({ exitCode: 0, said: expect.stringContaining('A new ruleset') });
  expect((await examine()).said).toContain('✓ main requires the check of this App');
  // Once more changes nothing: it is found again.
  expect((await guard('olga')).said).toMatch(/^The ruleset \d+ “greenlight”/);

  const issue = await startWork(story);
  const { change } = await openChange(story, issue);
  await expect(story.people.dan.mergePullRequest(repository, change)).rejects.toThrow('greenlight');
}, 180_000);

test('a check that any App may report is told', async () => {
  await begin();
  await story.people.olga.protectBranch(repository, 'main', { requiredChecks: [{ context: 'greenlight' }] });
  expect((await examine()).said).toContain('✗ any App may report the required check greenlight: on main');
  await story.people.olga.protectBranch(repository, 'main', {
    requiredChecks: [{ context: 'greenlight', appId: 99 }],
  });
  expect((await examine()).said).toContain('on main it is App 99’s');
}, 180_000);

test('who may not protect a repository is told so, and nothing changes', async () => {
  await begin();
  await unprotect();
  const refused = await guard('dan');
  expect(refused).toMatchObject({ exitCode: 2, said: expect.stringContaining('this token may not change') });
  expect((await examine()).said).toContain('✗ nothing requires the check');
  const without = await runCommand(protect, [repository], story.variables);
  expect(without.said).toContain('GITHUB_TOKEN is not set');
  const wrong = await runCommand(protect, [repository], { ...story.variables, GITHUB_TOKEN: 'no' });
  expect(wrong.said).toContain('GitHub does not take this token');
  const unnamed = await runCommand(protect, ['shop'], { ...story.variables, GITHUB_TOKEN: 'no' });
  expect(unnamed.said).toContain('this does not name a repository: shop');
}, 180_000);
