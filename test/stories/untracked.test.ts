import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { repository, startWork, workBranch } from './way.js';

let story: Story;

beforeAll(async () => {
  story = await startStory();
}, 180_000);
afterAll(() => story.close(), 180_000);

async function openStray(branch: string): Promise<{ number: number; sha: string }> {
  const { sha } = await story.people.dan.push(repository, {
    branch,
    message: 'Stray',
    files: { [`${branch}.txt`]: 'x' },
  });
  const { number } = await story.people.dan.openPullRequest(repository, {
    head: branch,
    title: 'Stray',
    body: 'No task',
  });
  return { number, sha };
}

test('a pull request that belongs to no task is never green, and its check says what to do', async () => {
  const { number, sha } = await openStray('stray');
  const check = await story.github.until(() => story.check(sha), { what: 'the check' });
  expect(check).toMatchObject({ status: 'completed', conclusion: 'action_required' });
  expect(check.summary).toMatch(/Closes #/);
  await expect(story.people.maria.mergePullRequest(repository, number)).rejects.toThrow(/greenlight/);
});

test('it is told once for each commit, and again when somebody asks', async () => {
  const { number, sha } = await openStray('again');
  const check = await story.github.until(() => story.check(sha), { what: 'the check' });
  const requests = await story.requestsOf(() =>
    story.people.dan.editPullRequest(repository, number, { title: 'Still stray' }),
  );
  expect(requests).toEqual([]);
  await story.people.dan.rerequestCheck(repository, check.id);
  await story.github.until(() => story.check(sha)?.id !== check.id, { what: 'another run' });
});

test('once it names its task it is part of it', async () => {
  const issue = await startWork(story);
  const { number, sha } = await openStray('linked');
  await story.github.until(() => story.check(sha)?.conclusion === 'action_required', { what: 'the check' });
  await story.people.dan.editPullRequest(repository, number, { body: `Closes #${issue}` });
  await story.github.until(() => story.card(issue).includes(`#${number}`), {
    what: 'the change on the card',
  });
  await story.github.until(() => story.check(sha)?.status === 'in_progress', { what: 'the check to wait' });
}, 180_000);

test('one that comes from the work branch is part of its task without a word', async () => {
  const issue = await startWork(story, 'Another');
  const branch = await workBranch(story, issue);
  await story.people.dan.push(repository, { branch, message: 'Work', files: { 'work.txt': 'x' } });
  const { number } = await story.people.dan.openPullRequest(repository, { head: branch, title: 'Work' });
  await story.github.until(() => story.card(issue).includes(`#${number}`), {
    what: 'the change on the card',
  });
}, 180_000);

test('a check of a task that is asked for again comes as a new run that says the same', async () => {
  const issue = await startWork(story, 'Asked again');
  const branch = await workBranch(story, issue);
  const { sha } = await story.people.dan.push(repository, {
    branch,
    message: 'Work',
    files: { 'work.txt': 'y' },
  });
  await story.people.dan.openPullRequest(repository, { head: branch, title: 'Work' });
  const first = await story.github.until(() => story.check(sha), { what: 'the check' });
  await story.people.dan.rerequestCheck(repository, first.id);
  const again = await story.github.until(
    () => story.shop.checks(sha).find(({ name, id }) => name === 'greenlight' && id !== first.id),
    { what: 'another run' },
  );
  expect(again.conclusion).not.toBe('success');
}, 180_000);
