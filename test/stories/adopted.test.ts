import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { passCi, repository, startWork, testable } from './way.js';

let story: Story;
let change: number;
let head: string;

beforeAll(async () => {
  story = await startStory({ config: `${shopConfig}changes: { without-task: adopt }\n` });
}, 180_000);
afterAll(() => story.close(), 180_000);

async function openAlone(branch: string, body = 'No task'): Promise<{ number: number; sha: string }> {
  const page = (await story.shop.read('main', 'server.mjs')) ?? '';
  const files = { 'server.mjs': page.replace(/Delivered on foot[^<]*/, `Delivered on foot. ${branch}`) };
  const { sha } = await story.people.dan.push(repository, { branch, message: branch, files });
  const { number } = await story.people.dan.openPullRequest(repository, {
    head: branch,
    title: branch,
    body,
  });
  return { number, sha };
}

test('a pull request without a task becomes its own task at step 4, with card and label on itself', async () => {
  ({ number: change, sha: head } = await openAlone('alone', '## Test scenarios\n- [ ] The page says alone'));
  await story.reaches(change, 'development');
  await story.github.until(() => story.card(change).includes('The page says alone'), { what: 'the card' });
  expect(story.check(head)?.conclusion).not.toBe('success');
  expect(story.shop.deployments()).toEqual([]);
}, 180_000);

test('it gets its sandbox when there is something to put into it, and no work branch beside its own', async () => {
  await passCi(story, head);
  await testable(story, head);
  expect(story.stage(change)).toBe('testing');
  expect(await story.shop.git('for-each-ref', 'refs/heads/task')).toBe('');
}, 180_000);

test('it goes through every gate like any other, and is released', async () => {
  expect(await story.says('dan', change, '/approve')).toBe('confused');
  await story.says('tess', change, '/pass all\n/approve');
  await story.reaches(change, 'integration-testing');
  await story.says('tess', change, '/pass all\n/approve');
  await story.reaches(change, 'demo');
  await story.says('clara', change, '/approve');
  await story.reaches(change, 'production-testing');
  await story.says('tess', change, '/pass all\n/approve');
  await story.reaches(change, 'final-demo');
  await story.says('clara', change, '/approve');
  await story.reaches(change, 'released');
  expect(story.shop.pull(change).merged).toBe(true);
  expect(story.check(head)).toMatchObject({ conclusion: 'success' });
}, 180_000);

test('closing it ends the task, opening it again takes it up', async () => {
  const other = await openAlone('closed');
  await story.reaches(other.number, 'development');
  await story.people.dan.closePullRequest(repository, other.number);
  await story.reaches(other.number, 'cancelled');
  await story.people.dan.reopenPullRequest(repository, other.number);
  await story.reaches(other.number, 'development');
}, 180_000);

test('one that names a task is still that task’s', async () => {
  const issue = await startWork(story, 'With a task');
  const { number } = await openAlone('named', `Closes #${issue}`);
  await story.github.until(() => story.card(issue).includes(`pull/${number}`), {
    what: 'the change on the card',
  });
  expect(story.stage(number)).toBeNull();
}, 180_000);
