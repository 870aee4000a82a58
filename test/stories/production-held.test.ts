import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, pageAt, passCi, repository, startWork, testable, toDemo, workBranch } from './way.js';

const run = promisify(execFile);

let story: Story;

beforeEach(async () => {
  story = await startStory();
}, 180_000);
afterEach(() => story.close(), 180_000);

const cardSays = (issue: number, words: RegExp): Promise<unknown> =>
  story.github.until(() => words.test(story.card(issue)), { what: `${String(words)} on #${issue}` });

/** A task whose change only adds a file, so that it goes with every other. */
async function besides(title: string): Promise<number> {
  const issue = await startWork(story, title);
  const branch = await workBranch(story, issue);
  const { sha } = await story.people.dan.push(repository, {
    branch,
    message: title,
    files: { [`${title}.txt`]: title },
  });
  await story.people.dan.openPullRequest(repository, { head: branch, title, body: `Closes #${issue}` });
  await passCi(story, sha);
  await testable(story, sha);
  await toDemo(story, issue);
  return issue;
}

test('after a rollback nothing goes live until DevOps says so, and what was rolled back never does', async () => {
  const bad = await startWork(story, 'Bad');
  const { head } = await openChange(story, bad, 'Crooked');
  await toDemo(story, bad);
  const other = await besides('other');
  await story.says('clara', bad, '/approve');
  await story.reaches(bad, 'production-testing');
  await story.says('clara', other, '/approve');
  await cardSays(other, new RegExp(`place 2 in the queue, after #${bad}`));

  await story.says('tess', bad, '/reject The ribbon is crooked');
  await story.reaches(bad, 'development');
  await cardSays(bad, /production is held since this task was rolled back/);
  // The other task waits in sight: why, and who can lift it.
  await cardSays(other, new RegExp(`held since #${bad} was rolled back .* asked by .*tess.*crooked`));
  await cardSays(other, /Next: DevOps \(.*olga.*\)/);
  expect(story.card(other)).toContain('/unhold');
  expect(story.stage(other)).toBe('deployment');

  // Not the tester, nor the manager; DevOps, on either issue.
  expect(await story.says('tess', other, '/unhold')).toBe('confused');
  expect(await story.says('maria', other, '/unhold')).toBe('confused');
  await story.hears(other, /Only DevOps can do this/);
  // The very commit is not handed to the tester again.
  expect(await story.says('dan', bad, '/ready')).toBe('confused');
  await story.hears(bad, new RegExp(`${head.slice(0, 7)}.* was rolled back in production before`));
  expect(story.stage(bad)).toBe('development');

  // A hold of the task itself is another thing, and is lifted first.
  await story.says('maria', other, '/hold Wait for the press');
  expect(await story.says('olga', other, '/unhold')).toBe('+1');
  await cardSays(other, /production is held/);
  expect(story.stage(other)).toBe('deployment');
  expect(await story.says('olga', other, '/unhold')).toBe('+1');
  await story.reaches(other, 'production-testing');
  await story.github.until(() => !story.card(bad).includes('production is held'), { what: 'the hold to go' });
  expect(await story.says('olga', bad, '/unhold')).toBe('confused');
  expect(await story.shop.read((await pageAt(story.production)).commit ?? '', 'other.txt')).toBe('other');
}, 180_000);

test('a commit that was rolled back does not come by another task either', async () => {
  const bad = await startWork(story, 'Bad');
  const { head, change } = await openChange(story, bad, 'Crooked');
  await toDemo(story, bad);
  await story.says('clara', bad, '/approve');
  await story.reaches(bad, 'production-testing');
  await story.says('tess', bad, '/rollback It is crooked');
  await story.reaches(bad, 'development');
  await story.says('maria', bad, '/cancel Another way');
  await story.reaches(bad, 'cancelled');

  const again = await startWork(story, 'Again');
  await story.people.dan.closePullRequest(repository, change);
  const mine = story.people.dan.cloneUrl(repository);
  await run('git', ['push', '--quiet', mine, `${head}:refs/heads/second-try`], {
    cwd: story.shop.gitDirectory,
  });
  await story.people.dan.openPullRequest(repository, {
    head: 'second-try',
    title: 'Again',
    body: `Closes #${again}`,
  });
  await story.github.settled();
  expect(story.stage(again)).toBe('development');
  await story.says('dan', again, '/ready');
  await story.hears(again, new RegExp(`${head.slice(0, 7)}.* is never deployed again`));
  const { sha } = await story.people.dan.push(repository, {
    branch: 'second-try',
    message: 'Straight',
    files: { 'straight.txt': 'x' },
  });
  await passCi(story, sha);
  await story.reaches(again, 'testing');
}, 180_000);

test('a manager moves a waiting task to the front of the queue; nobody else does, and not before it waits', async () => {
  const first = await startWork(story, 'First');
  await openChange(story, first, 'First');
  await toDemo(story, first);
  const second = await besides('second');
  const third = await besides('third');
  await story.says('clara', first, '/approve');
  await story.reaches(first, 'production-testing');

  expect(await story.says('maria', third, '/priority')).toBe('confused');
  await story.hears(third, /does not wait for production/);
  await story.says('clara', second, '/approve');
  await cardSays(second, /place 2 in the queue/);
  await story.says('clara', third, '/approve');
  await cardSays(third, new RegExp(`place 3 in the queue, after #${first}, #${second}`));
  expect(await story.says('dan', third, '/priority')).toBe('confused');
  await story.hears(third, /Only the manager/);
  expect(await story.says('maria', third, '/priority')).toBe('+1');
  await cardSays(third, new RegExp(`place 2 in the queue, after #${first}\\.`));
  await cardSays(third, /Moved to the front of the queue by .*maria/);
  await cardSays(second, new RegExp(`place 3 in the queue, after #${first}, #${third}`));
  expect(await story.says('maria', third, '/priority')).toBe('confused');
  await story.hears(third, /is the next to go live already/);

  await story.says('tess', first, '/pass all\n/approve');
  await story.reaches(first, 'final-demo');
  await story.says('clara', first, '/approve');
  await story.reaches(first, 'released');
  await story.reaches(third, 'integration-testing');
  await story.reaches(second, 'integration-testing');
  // Whoever is given production reads the issue first of all.
  const given = story.github.requests
    .filter(({ cause, route }) => cause === 'DeployProduction' && route.includes('Snapshot'))
    .map(({ body }) => (body as { variables: { issue: number } }).variables.issue);
  expect(given).toEqual([first, third, second]);
}, 180_000);
