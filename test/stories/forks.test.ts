import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { passCi, repository, startWork, testable } from './way.js';

let story: Story;
let issue: number;
let fork: string;
let change: number;
let head: string;

beforeAll(async () => {
  story = await startStory();
  issue = await startWork(story, 'From outside');
  ({ fullName: fork } = await story.people.mallory.fork(repository));
  head = await pushToFork('Gift wrap');
  ({ number: change } = await story.people.mallory.openPullRequest(repository, {
    head: 'mallory:outside',
    title: 'Gift wrapping',
    body: `Closes #${issue}`,
  }));
  await passCi(story, head);
}, 180_000);
afterAll(() => story.close(), 180_000);

async function pushToFork(text: string): Promise<string> {
  const page = (await story.shop.read('main', 'server.mjs')) ?? '';
  const files = { 'server.mjs': page.replace(/Delivered on foot[^<]*/, `Delivered on foot. ${text}`) };
  return (await story.people.mallory.push(fork, { branch: 'outside', message: text, files })).sha;
}

/** Commits that were brought to a sandbox. */
const inSandbox = (): readonly string[] =>
  story.shop
    .deployments()
    .filter(({ task }) => task === 'greenlight:deploy')
    .map(({ sha }) => sha);

const asks = (sha: string): Promise<unknown> =>
  story.github.until(() => story.card(issue).includes(`/sandbox start ${sha}`), {
    what: `the card to ask for ${sha.slice(0, 7)}`,
  });

test('code of a fork does not come into the sandbox by itself: card and check say who lets it in, and how', async () => {
  await asks(head);
  await story.github.until(() => story.check(head)?.summary?.includes(`/sandbox start ${head}`), {
    what: 'the check to ask as well',
  });
  expect(story.check(head)).toMatchObject({ conclusion: 'action_required' });
  expect(story.check(head)?.title).toMatch(/fork/);
  expect(story.stage(issue)).toBe('development');
  expect(inSandbox()).toEqual([]);
});

test('neither its author nor the client lets it in, and nobody does without the whole commit id', async () => {
  expect(await story.says('mallory', issue, `/sandbox start ${head}`)).toBe('confused');
  await story.hears(issue, /the developer, the tester or DevOps/);
  expect(await story.says('clara', issue, `/sandbox start ${head}`)).toBe('confused');
  await story.comment('tess', issue, `/sandbox start ${head.slice(0, 12)}`);
  await story.hears(issue, /was not understood/);
  expect(await story.says('tess', issue, `/sandbox start ${'0'.repeat(40)}`)).toBe('confused');
  await story.hears(issue, /not the newest commit/);
  expect(inSandbox()).toEqual([]);
});

test('a tester who has looked at exactly this commit lets it in', async () => {
  expect(await story.says('tess', issue, `/sandbox start ${head}`)).toBe('+1');
  await testable(story, head);
  expect(story.stage(issue)).toBe('testing');
}, 180_000);

test('a later push needs it again, also when only the message is another', async () => {
  const before = head;
  const parent = await story.shop.git('rev-parse', `${head}^`);
  const page = (await story.shop.read(head, 'server.mjs')) ?? '';
  const amended = { branch: 'outside', message: 'Better words', files: { 'server.mjs': page } };
  ({ sha: head } = await story.people.mallory.push(fork, { ...amended, from: parent, force: true }));
  await passCi(story, head);
  await story.reaches(issue, 'development');
  await asks(head);
  expect(await story.says('tess', issue, `/sandbox start ${before}`)).toBe('confused');
  expect(inSandbox()).toEqual([before]);
  expect(await story.says('olga', issue, `/sandbox start ${head}`)).toBe('+1');
  await testable(story, head);
}, 180_000);

test('it is integrated, shown and released like any other', async () => {
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'integration-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'released');
  expect(story.shop.pull(change).merged).toBe(true);
}, 180_000);

test('where no fork is, nothing has to be let in', async () => {
  const other = await startWork(story, 'From inside');
  expect(await story.says('tess', other, `/sandbox start ${head}`)).toBe('confused');
  await story.github.until(
    () => story.replies(other).some((body) => /no open pull request from a fork/.test(body)),
    {
      what: 'the reason',
    },
  );
}, 180_000);
