import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, passCi, push, repository, startWork, testable, workBranch } from './way.js';

let story: Story;
let issue: number;
let change: number;
let head: string;

beforeAll(async () => {
  story = await startStory();
  issue = await startWork(story);
  ({ change, head } = await openChange(story, issue));
}, 180_000);
afterAll(() => story.close(), 180_000);

/** The same files and parent under another message, pushed over the head. */
async function amend(): Promise<string> {
  const branch = await workBranch(story, issue);
  const parent = await story.shop.git('rev-parse', `${branch}^`);
  const page = (await story.shop.read(branch, 'server.mjs')) ?? '';
  const files = { 'server.mjs': page };
  const message = `Better words ${head}`;
  const { sha } = await story.people.dan.push(repository, {
    branch,
    files,
    message,
    from: parent,
    force: true,
  });
  return sha;
}

const keeps = (from: string, to: string): Promise<unknown> =>
  story.github.until(
    () => {
      const card = story.card(issue);
      return (
        card.includes('Nothing has to be approved again') && card.includes(to.slice(0, 7)) && from !== to
      );
    },
    { what: `the card to say that ${to.slice(0, 7)} is the same` },
  );

test('an amended message leaves the tester’s work as it is: no new deployment, and the review of the old commit counts', async () => {
  const before = head;
  const served = story.shop.deployments().length;
  head = await amend();
  expect(head).not.toBe(before);
  await keeps(before, head);
  expect(story.stage(issue)).toBe('testing');
  expect(story.shop.deployments()).toHaveLength(served);
  await story.people.tess.review(repository, change, { event: 'APPROVE', commit: before, body: '/pass all' });
  // The new commit’s own checks are asked for all the same.
  await story.github.until(() => story.card(issue).includes('It goes on by itself when they are'), {
    what: 'the card to wait for the checks',
  });
  expect(story.stage(issue)).toBe('testing');
  await passCi(story, head);
  await story.reaches(issue, 'integration-testing');
}, 180_000);

test('after the integration an amended message keeps what was approved, and the check goes along', async () => {
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'demo');
  const before = head;
  head = await amend();
  await keeps(before, head);
  expect(story.stage(issue)).toBe('demo');
  await story.github.until(() => story.check(head)?.title?.includes('Demo'), {
    what: 'the check on the new head',
  });
  expect(story.card(issue)).toContain(head.slice(0, 7));
}, 180_000);

test('what the client says then goes live only when the new commit’s checks are green', async () => {
  expect(await story.says('clara', issue, '/approve')).toBe('+1');
  expect(story.stage(issue)).toBe('demo');
  await passCi(story, head);
  await story.reaches(issue, 'production-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'released');
  const tree = (commit: string): Promise<string> => story.shop.git('rev-parse', `${commit}^{tree}`);
  expect(await tree('main')).toBe(await tree(head));
  expect(story.check(head)).toMatchObject({ conclusion: 'success' });
}, 180_000);

test('a branch that is brought up to date with the live version it was joined with stays approved; another push does not', async () => {
  issue = await startWork(story, 'Ribbons');
  const opened = await openChange(story, issue, 'Ribbons');
  head = opened.head;
  await story.people.olga.push(repository, {
    branch: 'main',
    message: 'Notes',
    files: { 'NOTES.md': 'notes' },
  });
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'integration-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'demo');
  const before = head;
  ({ sha: head } = await story.people.dan.mergeBranch(repository, {
    into: await workBranch(story, issue),
    from: 'main',
  }));
  await keeps(before, head);
  expect(story.stage(issue)).toBe('demo');

  head = await push(story, issue, 'Red ribbons');
  await story.reaches(issue, 'development');
  await story.github.until(() => !story.card(issue).includes('Nothing has to be approved again'), {
    what: 'the card to drop the note',
  });
  await passCi(story, head);
  await testable(story, head);

  // Back to a commit that was approved: nothing of that comes back by itself.
  await story.people.dan.push(repository, {
    branch: await workBranch(story, issue),
    message: 'Back',
    files: { 'back.txt': 'x' },
    from: before,
    force: true,
  });
  await story.reaches(issue, 'development');
}, 180_000);
