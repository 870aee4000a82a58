import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, push, passCi, repository, startWork, testable, toDemo } from './way.js';

const upload = 'POST /repos/{owner}/{repo}/releases/{release_id}/assets';
let story: Story;
let issue: number;

beforeEach(async () => {
  story = await startStory();
  issue = await startWork(story);
}, 180_000);
afterEach(() => story.close(), 180_000);

/** From the demo to the client’s last word. */
async function ship(): Promise<void> {
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'released');
  await story.github.settled();
}

const replied = (what: RegExp) =>
  story.github.until(() => what.test(story.replies(issue).at(-1) ?? ''), {
    what: `the reply ${what.source}`,
  });

test.each([
  ['the draft was made', 'POST /repos/{owner}/{repo}/releases', 1],
  ['the first file was there', upload, 1],
  ['the last file was there', upload, 2],
  ['the release was published', 'PATCH /repos/{owner}/{repo}/releases/{release_id}', 1],
])(
  'a connection that breaks when %s leaves one release with its two files',
  async (_when, route, nth) => {
    await openChange(story, issue);
    story.github.faults.add({ route, nth, then: 'drop-after-doing' });
    await ship();
    const releases = story.shop.releases();
    expect(releases).toMatchObject([{ tag_name: 'v0.1.0', draft: false }]);
    expect(releases[0]?.assets.map(({ name }) => name).toSorted()).toEqual(['sign-off.json', 'sign-off.md']);
  },
  90_000,
);

test('a release that nobody sees yet is the draft: it is published only when its files are there', async () => {
  await openChange(story, issue);
  await ship();
  const asked = story.github.requests.map(({ route }) => route).filter((route) => /\/releases/.test(route));
  expect(asked).toEqual([
    'POST /repos/{owner}/{repo}/releases',
    upload,
    upload,
    'PATCH /repos/{owner}/{repo}/releases/{release_id}',
  ]);
}, 180_000);

test('a label says which part of the version is raised, whoever may label; the word of a manager goes before it', async () => {
  await openChange(story, issue);
  await story.people.tess.addLabel(repository, issue, 'release: patch');
  await story.people.tess.addLabel(repository, issue, 'release: minor');
  expect(await story.says('dan', issue, '/release major')).toBe('confused');
  await replied(/Only the manager can do this/);
  expect(await story.says('maria', issue, '/release patch')).toBe('+1');
  await ship();
  expect(story.shop.releases()[0]?.tag_name).toBe('v0.0.1');
  await story.says('maria', issue, '/release major');
  await replied(/not possible any more/);
}, 180_000);

test('where the repository wants it the commits say it, once per release, and only when nobody else does', async () => {
  await story.people.olga.push(repository, {
    branch: 'main',
    message: 'Configure',
    files: { '.github/greenlight.yml': `${shopConfig}release: { version: commits }\n` },
  });
  const { change } = await openChange(story, issue, 'fix: a typo');
  const head = await push(story, issue, 'feat!: wrap everything');
  await passCi(story, head);
  await testable(story, head);
  await ship();
  expect(story.shop.pull(change).merged).toBe(true);
  expect(story.shop.releases()[0]?.tag_name).toBe('v1.0.0');
  const read = story.github.requests.filter(({ route }) => route.endsWith('/pulls/{pull_number}/commits'));
  expect(read).toHaveLength(1);
}, 180_000);
