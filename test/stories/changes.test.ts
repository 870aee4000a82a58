import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, passCi, push, repository, startWork, testable, workBranch } from './way.js';

let story: Story;

beforeAll(async () => {
  story = await startStory();
}, 180_000);
afterAll(() => story.close(), 180_000);

/** Resolves when the card says it. */
const says = (issue: number, words: RegExp): Promise<unknown> =>
  story.github.until(() => words.test(story.card(issue)), { what: `the card to say ${String(words)}` });

async function openSecond(issue: number, branch: string): Promise<{ number: number; sha: string }> {
  const files = { [`${branch}.txt`]: 'x' };
  const { sha } = await story.people.dan.push(repository, { branch, message: 'Second', files });
  const words = { title: 'Second', body: `Closes #${issue}` };
  const { number } = await story.people.dan.openPullRequest(repository, { head: branch, ...words });
  return { number, sha };
}

describe('a second pull request for the same task', () => {
  let issue: number;
  let first: { change: number; head: string };
  let second: { number: number; sha: string };

  beforeAll(async () => {
    issue = await startWork(story, 'Twice');
    first = await openChange(story, issue, 'Twice');
    second = await openSecond(issue, 'second');
  }, 180_000);

  const told = (): readonly string[] =>
    story.shop
      .pull(second.number)
      .comments.flatMap(({ author, body }) => (author === 'greenlight[bot]' ? [body] : []));

  test('is told which one is worked on, and its check is not green', async () => {
    const check = await story.github.until(() => story.check(second.sha), { what: 'the check' });
    expect(check).toMatchObject({ status: 'completed', conclusion: 'action_required' });
    expect(check.summary).toContain(`#${first.change}`);
    await story.github.until(() => told().length === 1, { what: 'the comment' });
    await expect(story.people.maria.mergePullRequest(repository, second.number)).rejects.toThrow(
      /greenlight/,
    );
    expect(story.stage(issue)).toBe('testing');
  });

  test('is told once, also when it is pushed to', async () => {
    const { sha } = await story.people.dan.push(repository, {
      branch: 'second',
      message: 'More',
      files: { 'more.txt': 'x' },
    });
    await story.github.until(() => story.check(sha)?.conclusion === 'action_required', { what: 'the check' });
    await story.github.settled();
    expect(told()).toHaveLength(1);
    second = { ...second, sha };
  });

  test('takes the place of the first when that is closed', async () => {
    await passCi(story, second.sha);
    await story.people.dan.closePullRequest(repository, first.change);
    await testable(story, second.sha);
    expect(story.card(issue)).toContain(`pull/${second.number}`);
    expect(story.check(second.sha)?.conclusion).not.toBe('success');
  }, 180_000);
});

describe('a pull request that is aimed elsewhere, closed or opened again', () => {
  let issue: number;
  let change: number;
  let head: string;

  beforeAll(async () => {
    issue = await startWork(story, 'Aimed');
    ({ change, head } = await openChange(story, issue, 'Aimed'));
    await story.people.dan.push(repository, { branch: 'develop', message: 'Start', files: { d: 'd' } });
  }, 180_000);

  test('is not taken when its base is another branch, and is told so on check and card', async () => {
    await story.says('tess', issue, '/pass all\n/approve');
    await story.reaches(issue, 'integration-testing');
    await story.people.dan.editPullRequest(repository, change, { base: 'develop' });
    await story.reaches(issue, 'development');
    await says(issue, /aims at `develop`/);
    await story.github.until(() => /another branch/.test(story.check(head)?.title ?? ''), {
      what: 'the check to say so',
    });
    expect(story.check(head)?.conclusion).toBe('action_required');
  }, 180_000);

  test('goes to the tester again when the base is put right: what was approved before counts no more', async () => {
    await story.people.dan.editPullRequest(repository, change, { base: 'main' });
    await testable(story, head, 2);
    expect(story.stage(issue)).toBe('testing');
    await story.github.until(() => story.check(head)?.title?.startsWith('Step 5'), { what: 'the check' });
  }, 180_000);

  test('goes back to the developer when it is closed, and comes again when it is reopened', async () => {
    await story.people.dan.closePullRequest(repository, change);
    await story.reaches(issue, 'development');
    await says(issue, /is closed: reopen it/);
    await story.people.dan.reopenPullRequest(repository, change);
    await testable(story, head, 3);
    expect(story.stage(issue)).toBe('testing');
  }, 180_000);
});

describe('a pull request that is merged behind Greenlight’s back', () => {
  let issue: number;
  let change: number;

  beforeAll(async () => {
    issue = await startWork(story, 'Merged');
    ({ change } = await openChange(story, issue, 'Merged'));
    // An admin may push past the required check.
    const branch = await workBranch(story, issue);
    await story.people.olga.mergeBranch(repository, { into: 'main', from: branch });
  }, 180_000);

  test('stops the task, calls the manager and says so on the card', async () => {
    await story.reaches(issue, 'development');
    await says(issue, /merged without Greenlight/);
    const called = await story.github.until(
      () => story.replies(issue).find((body) => body.includes('was merged without Greenlight')),
      { what: 'the call' },
    );
    expect(called).toContain('@maria');
    expect(called).toContain('/unhold');
    expect(called).toContain(`#${change}`);
  });

  test('only a manager accepts the merge: DevOps, who may lift other holds, is told why not', async () => {
    expect(await story.says('olga', issue, '/unhold')).toBe('confused');
    await story.github.until(() => story.replies(issue).some((body) => /only the manager/.test(body)), {
      what: 'the reason',
    });
    expect(await story.says('maria', issue, '/unhold')).toBe('+1');
    await story.github.until(() => !story.card(issue).includes('[!WARNING]'), { what: 'the hold to go' });
  });

  test('after that the task goes on with another pull request', async () => {
    const branch = await workBranch(story, issue);
    const head = await push(story, issue, 'Merged and mended');
    const words = { title: 'Mend', body: `Closes #${issue}` };
    await story.people.dan.openPullRequest(repository, { head: branch, ...words });
    await passCi(story, head);
    await testable(story, head);
    expect(story.stage(issue)).toBe('testing');
  }, 180_000);
});

describe('a branch that is renamed', () => {
  test('ends its pull request; the one that is opened from the new name takes its place, and is tested anew', async () => {
    const issue = await startWork(story, 'Renamed');
    const { change, head } = await openChange(story, issue, 'Renamed');
    await story.says('tess', issue, '/pass all\n/approve');
    await story.reaches(issue, 'integration-testing');
    const { sha } = await story.people.dan.push(repository, {
      branch: 'a-better-name',
      from: head,
      message: 'Under another name',
      files: { 'name.txt': 'x' },
    });
    await story.people.dan.deleteBranch(repository, await workBranch(story, issue));
    await story.reaches(issue, 'development');
    expect(story.shop.pull(change).state).toBe('closed');
    const { number } = await story.people.dan.openPullRequest(repository, {
      head: 'a-better-name',
      title: 'Renamed',
      body: `Closes #${issue}`,
    });
    await passCi(story, sha);
    await story.reaches(issue, 'testing');
    await says(issue, /not tried yet/);
    expect(story.card(issue)).toContain(`Pull request #${number}`);
  }, 180_000);
});
