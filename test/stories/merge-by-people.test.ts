import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, pageAt, repository, startWork, toDemo } from './way.js';

const config = `${shopConfig}release: { strategy: merge-then-deploy }\n`;

let story: Story;
let issue: number;
let change: number;
let head: string;
/** What people were asked to merge with. */
let asked: string;

/** A check of which Greenlight knows nothing keeps it from merging. */
beforeEach(async () => {
  story = await startStory({ config });
  await story.people.olga.protectBranch(repository, 'main', {
    requiredChecks: [{ context: 'greenlight', appId: 1_042 }, { context: 'legal' }],
  });
  issue = await startWork(story);
  ({ change, head } = await openChange(story, issue));
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  asked = await story.hears(issue, /Please merge/);
}, 180_000);
afterEach(() => story.close(), 180_000);

const greenAgain = () =>
  story.github.until(() => story.check(head)?.conclusion === 'success', { what: 'the green check' });

test('when GitHub does not let Greenlight merge, people are told why, and whoever merges brings it live', async () => {
  expect(asked).toContain('Required status check "legal" is expected');
  await greenAgain();
  await story.github.ci(repository).check(head, { name: 'legal', conclusion: 'success' });
  const { sha } = await story.people.dan.mergePullRequest(repository, change);
  await story.reaches(issue, 'production-testing');
  expect((await pageAt(story.production)).commit).toBe(sha);
}, 180_000);

test('or `/retry` lets Greenlight merge when nothing stands in the way any more', async () => {
  await greenAgain();
  await story.github.ci(repository).check(head, { name: 'legal', conclusion: 'success' });
  expect(await story.says('tess', issue, '/retry')).toBe('confused');
  expect(await story.says('olga', issue, '/retry')).toBe('+1');
  await story.reaches(issue, 'production-testing');
  expect(story.shop.pull(change).merged).toBe(true);
}, 180_000);

test('a hold, and anything else that goes live, takes the permission back', async () => {
  await greenAgain();
  await story.says('olga', issue, '/hold Wait for the press');
  await story.github.until(() => story.check(head)?.conclusion !== 'success', { what: 'the check on hold' });
  await story.says('olga', issue, '/unhold');
  await greenAgain();
  await story.people.olga.push(repository, {
    branch: 'main',
    message: 'A fix in a hurry',
    files: { 'notice.txt': 'closed on Monday' },
  });
  await story.reaches(issue, 'integration-testing');
  expect(story.check(head)?.conclusion).not.toBe('success');
  expect(story.shop.pull(change).merged).toBe(false);
}, 180_000);

test('merged as something else than was approved, it is taken out again before it goes live', async () => {
  const before = await story.shop.git('rev-parse', 'main');
  await story.github.ci(repository).check(head, { name: 'legal', conclusion: 'success' });
  // Both in one moment: nobody has told Greenlight of the fix when the change is merged upon it.
  story.github.webhooks.pause();
  await story.people.olga.push(repository, {
    branch: 'main',
    message: 'A fix in a hurry',
    files: { 'notice.txt': 'closed on Monday' },
  });
  await story.people.dan.mergePullRequest(repository, change);
  story.github.webhooks.resume();
  const revert = await story.github.until(
    () => story.shop.pulls().find(({ head: { ref } }) => ref.startsWith('revert-')),
    { what: 'the revert' },
  );
  // The revert keeps to the rules of the branch, too.
  await story.github.ci(repository).check(revert.head.sha, { name: 'legal', conclusion: 'success' });
  await story.reaches(issue, 'development');
  expect(await story.shop.read('main', 'notice.txt')).toBe('closed on Monday');
  expect(await story.shop.read('main', 'server.mjs')).toBe(await story.shop.read(before, 'server.mjs'));
  expect((await pageAt(story.production)).commit).toBe(before);
}, 180_000);
