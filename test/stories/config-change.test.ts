import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CheckView } from '#simulator/github.js';
import { shopConfig, type Story, startStory } from './start-story.js';
import { repository } from './way.js';

let story: Story;
let count = 0;

beforeAll(async () => {
  story = await startStory();
}, 180_000);
afterAll(() => story.close(), 180_000);

const file = '.github/greenlight.yml';

/** Opens a pull request with these files; resolves to its number and head. */
async function open(files: Record<string, string | null>): Promise<{ number: number; sha: string }> {
  count += 1;
  const branch = `proposal-${count}`;
  const { sha } = await story.people.dan.push(repository, { branch, message: 'Propose', files });
  const { number } = await story.people.dan.openPullRequest(repository, { head: branch, title: 'Propose' });
  return { number, sha };
}

const configCheck = (sha: string): CheckView | undefined =>
  story.shop.checks(sha).findLast(({ name }) => name === 'greenlight/config');

const judged = (sha: string): Promise<CheckView> =>
  story.github.until(() => configCheck(sha), { what: 'the check of the configuration' });

test('a pull request that changes the configuration says in words what would change, and that the old one judges it', async () => {
  const { sha } = await open({
    [file]: `${shopConfig
      .replace('client: clara', 'client: none')
      .replace('tester: tess', 'tester: [tess, "@agency/qa"]')
      .replace('watch: 5m', 'watch: 1h')}gates: { testing: [tester, developer] }\n`,
  });
  const { conclusion, title, summary, annotations } = await judged(sha);
  expect(conclusion).toBe('success');
  expect(annotations).toEqual([]);
  expect(`${title ?? ''}\n\n${summary ?? ''}`).toMatchInlineSnapshot(`
   "This would change 7 things

   **Who has which role**

   - Client: clara → nobody, by choice
   - Tester: tess → tess and agency/qa

   **Who is asked at which step**

   - Step 1 · Discussion: the client → nobody
   - Step 5 · Testing: the tester → the tester and the developer
   - Step 9 · Demo: the client → nobody
   - Step 9.2.4 · Final demo: the client → nobody

   **Settings**

   - \`production.watch\`: \`5m\` → \`1h\`

   Nothing of this counts before it is merged: this pull request too is judged by the configuration of the default branch."
  `);
}, 180_000);

test('one that would not work fails, with a note at each line that is wrong', async () => {
  const { sha } = await open({ [file]: `${shopConfig}rolls: {}\ngates: { demo: [cliet] }\n` });
  const line = shopConfig.split('\n').length;
  const { conclusion, title, summary, annotations } = await judged(sha);
  expect(conclusion).toBe('failure');
  expect(title).toBe('This configuration would not work: 2 problems');
  expect(summary).toContain(`- Line ${line}: rolls: unknown key; did you mean roles?`);
  expect(annotations).toEqual([
    { path: file, startLine: line, level: 'failure', message: 'rolls: unknown key; did you mean roles?' },
    {
      path: file,
      startLine: line + 1,
      level: 'failure',
      message: expect.stringContaining('did you mean client?'),
    },
  ]);
}, 180_000);

test('a new commit is judged anew, and the file taken away means the defaults', async () => {
  const { sha } = await open({ [file]: `${shopConfig}rolls: {}\n` });
  expect((await judged(sha)).conclusion).toBe('failure');
  const next = await story.people.dan.push(repository, {
    branch: `proposal-${count}`,
    message: 'Take it away',
    files: { [file]: null },
  });
  const { conclusion, summary } = await judged(next.sha);
  expect(conclusion).toBe('success');
  expect(summary).toContain('- Manager: maria → everyone with maintain access');
  expect(summary).toContain('- Client: clara → nobody yet');
}, 180_000);

test('other words for the same configuration change nothing', async () => {
  const { sha } = await open({ [file]: `# Who does what.\n${shopConfig}` });
  expect((await judged(sha)).title).toBe('This would change nothing');
}, 180_000);

test('a pull request that leaves the file alone gets no such check, also when the file moved on meanwhile', async () => {
  const late = await open({ 'README.md': 'Another text\n' });
  await story.github.until(() => story.check(late.sha), { what: 'the check' });
  await story.github.settled();
  expect(configCheck(late.sha)).toBeUndefined();

  await story.people.olga.push(repository, {
    branch: 'main',
    message: 'Watch longer',
    files: { [file]: shopConfig.replace('watch: 5m', 'watch: 6m') },
  });
  const { sha } = await story.people.dan.push(repository, {
    branch: `proposal-${count}`,
    message: 'More',
    files: { 'README.md': 'Yet another text\n' },
  });
  await story.github.until(() => story.check(sha), { what: 'the check' });
  await story.github.until(
    () => story.github.requests.some(({ route, path }) => route.includes('/compare/') && path.includes(sha)),
    { what: 'the comparison' },
  );
  await story.github.settled();
  expect(configCheck(sha)).toBeUndefined();
}, 180_000);

test('one that mends a configuration that cannot be used says so', async () => {
  const { sha } = await story.people.olga.push(repository, {
    branch: 'main',
    message: 'Break it',
    files: { [file]: 'rolls: {}\n' },
  });
  expect(sha).toBeTruthy();
  const mending = await open({ [file]: shopConfig });
  expect((await judged(mending.sha)).title).toBe(
    'This configuration can be used, and the present one cannot',
  );
}, 180_000);
