import { afterEach, describe, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, pageAt, passCi, repository, startWork, toDemo } from './way.js';

const mergeFirst = `${shopConfig}release: { strategy: merge-then-deploy }\n`;
const appId = 1_042;
const ours = { context: 'greenlight', appId };

let story: Story;
afterEach(() => story.close(), 180_000);

/** A shop whose default branch takes merges only through a queue. */
async function shopWithQueue(config: string, checks: readonly { context: string; appId?: number }[]) {
  story = await startStory({ config });
  await story.people.olga.protectBranch(repository, 'main', {
    requiredChecks: [...checks],
    mergeQueue: 'squash',
  });
}

async function demoOf(): Promise<{ issue: number; change: number; head: string }> {
  const issue = await startWork(story);
  const { change, head } = await openChange(story, issue);
  await toDemo(story, issue);
  return { issue, change, head };
}

/** The commits that the queue has asked checks for, oldest first. */
const groups = (): readonly string[] =>
  story.github.deliveries
    .filter(({ event, action }) => event === 'merge_group' && action === 'checks_requested')
    .map(({ payload }) => (payload['merge_group'] as { head_sha: string }).head_sha);

const groupCheck = (nth = 1) =>
  story.github.until(() => story.check(groups()[nth - 1] ?? ''), { what: `the check on group ${nth}` });

const treeOf = (commit: string): Promise<string> => story.shop.git('rev-parse', `${commit}^{tree}`);

describe('where the change is merged first', () => {
  test('Greenlight puts it into the queue, answers the group, and what the queue merged goes live', async () => {
    await shopWithQueue(mergeFirst, [ours]);
    const { issue, change } = await demoOf();
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'production-testing');
    expect(await groupCheck()).toMatchObject({ conclusion: 'success' });
    const main = await story.shop.git('rev-parse', 'main');
    expect(story.shop.pull(change)).toMatchObject({ merged: true, merge_commit_sha: main });
    // Squashed: one parent, and the very tree that was approved.
    expect((await story.shop.git('rev-list', '--parents', '-n', '1', 'main')).split(' ')).toHaveLength(2);
    expect((await pageAt(story.production)).commit).toBe(main);
    await story.says('tess', issue, '/reject The total is wrong');
    await story.reaches(issue, 'development');
    expect(await treeOf('main')).toBe(await treeOf('main~2'));
  }, 180_000);

  test('a group whose other checks fail is not merged, and people hear why and can try again', async () => {
    await shopWithQueue(mergeFirst, [ours, { context: 'test' }]);
    const { issue, change, head } = await demoOf();
    await story.says('clara', issue, '/approve');
    expect(await groupCheck()).toMatchObject({ conclusion: 'success' });
    await story.github.until(() => story.card(issue).includes('merge queue'), {
      what: 'the queue on the card',
    });
    expect(story.check(head)).toMatchObject({ conclusion: 'success' });

    await story.github.ci(repository).check(groups()[0] ?? '', { name: 'test', conclusion: 'failure' });
    await story.github.until(() => story.card(issue).includes('took the pull request out'), {
      what: 'the failure',
    });
    expect(story.shop.pull(change).merged).toBe(false);
    await story.github.until(() => story.check(head)?.conclusion !== 'success', {
      what: 'the check to go back',
    });

    expect(await story.says('olga', issue, '/retry')).toBe('+1');
    await groupCheck(2);
    await passCi(story, groups()[1] ?? '');
    await story.reaches(issue, 'production-testing');
    expect(story.shop.pull(change).merged).toBe(true);
  }, 180_000);
});

test('where the change is deployed first, its release goes through the queue as well', async () => {
  await shopWithQueue(shopConfig, [ours]);
  const { issue, change } = await demoOf();
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  expect(groups()).toEqual([]);
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'released');
  expect(story.shop.pull(change).merged).toBe(true);
  const [tag] = await story.shop.tags();
  expect(tag?.sha).toBe(await story.shop.git('rev-parse', 'main'));
  expect(await treeOf('main')).toBe(await treeOf((await pageAt(story.production)).commit ?? ''));
}, 180_000);

test('a group with a pull request that belongs to no task is answered: red, and why', async () => {
  await shopWithQueue(shopConfig, [{ context: 'test' }]);
  const { dan } = story.people;
  const { sha } = await dan.push(repository, { branch: 'stray', message: 'Stray', files: { a: 'b' } });
  const { number } = await dan.openPullRequest(repository, { head: 'stray', title: 'Stray' });
  await passCi(story, sha);
  await dan.enqueue(repository, number);
  const check = await groupCheck();
  expect(check.conclusion).toBe('action_required');
  expect(check.title).toBe(`#${number}: This pull request belongs to no task`);
  expect(check.summary).toContain('Closes #12');
}, 180_000);

test('a group with a change that is not approved yet is red, and says what is missing', async () => {
  await shopWithQueue(shopConfig, [{ context: 'test' }]);
  const issue = await startWork(story);
  const { change } = await openChange(story, issue);
  await story.people.dan.enqueue(repository, change);
  const check = await groupCheck();
  expect(check).toMatchObject({ conclusion: 'action_required' });
  expect(check.title).toContain(`#${change}: Step 5 · Testing`);
}, 180_000);
