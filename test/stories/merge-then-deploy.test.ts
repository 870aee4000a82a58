import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, pageAt, passCi, repository, startWork, toDemo } from './way.js';

const config = `${shopConfig}release: { strategy: merge-then-deploy }\n`;
const main = (story: Story): Promise<string> => story.shop.git('rev-parse', 'main');
const treeOf = (story: Story, commit: string): Promise<string> =>
  story.shop.git('rev-parse', `${commit}^{tree}`);

/** A task whose demo the client may judge. */
async function demoOf(story: Story): Promise<{ issue: number; change: number; head: string }> {
  const issue = await startWork(story);
  const { change, head } = await openChange(story, issue);
  await toDemo(story, issue);
  return { issue, change, head };
}

describe('a task that goes well', () => {
  let story: Story;
  let issue: number;
  let change: number;
  let head: string;
  let before: string;

  beforeAll(async () => {
    story = await startStory({ config });
    ({ issue, change, head } = await demoOf(story));
    before = await main(story);
    expect(story.check(head)?.conclusion).not.toBe('success');
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'production-testing');
  }, 180_000);
  afterAll(() => story.close(), 180_000);

  test('is merged right after the client’s yes, at exactly the approved head', async () => {
    const pull = story.shop.pull(change);
    expect(pull).toMatchObject({ merged: true, merge_commit_sha: await main(story) });
    const parents = await story.shop.git('rev-list', '--parents', '-n', '1', 'main');
    expect(parents.split(' ').slice(1)).toEqual([before, head]);
    expect(story.check(head)).toMatchObject({ conclusion: 'success' });
  });

  test('then the merge itself goes live', async () => {
    expect((await pageAt(story.production)).commit).toBe(await main(story));
  });

  test('and is released as it was merged', async () => {
    await story.says('tess', issue, '/pass all\n/approve');
    await story.reaches(issue, 'final-demo');
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'released');
    await story.github.settled();
    const [tag] = await story.shop.tags();
    expect(tag?.sha).toBe(await main(story));
    expect(story.shop.issue(issue).state).toBe('closed');
    expect(story.github.unknown).toEqual([]);
  });
});

describe('a task that is rolled back', () => {
  let story: Story;
  let issue: number;
  let change: number;
  let before: string;

  beforeEach(async () => {
    story = await startStory({ config });
    ({ issue, change } = await demoOf(story));
    before = await main(story);
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'production-testing');
  }, 180_000);
  afterEach(() => story.close(), 180_000);

  test('puts production and the default branch back, and the rework comes in another pull request', async () => {
    await story.says('tess', issue, '/reject The total is wrong');
    await story.reaches(issue, 'development');
    expect((await pageAt(story.production)).commit).toBe(before);
    expect(await treeOf(story, 'main')).toBe(await treeOf(story, before));
    const revert = story.shop.pulls().find(({ head }) => head.ref.startsWith('revert-'));
    expect(revert).toMatchObject({ merged: true, author: 'greenlight[bot]' });
    expect(story.check(revert?.head.sha ?? '')).toMatchObject({ conclusion: 'success' });
    await story.hears(issue, /Production is back as it was/);

    const { sha } = await story.people.dan.push(repository, {
      branch: 'second-try',
      message: 'Gift wrap, with the right total',
      files: { 'second.txt': 'right' },
    });
    const { number: second } = await story.people.dan.openPullRequest(repository, {
      head: 'second-try',
      title: 'Gift wrapping again',
      body: `Closes #${issue}`,
    });
    await passCi(story, sha);
    await story.reaches(issue, 'testing');
    expect(story.card(issue)).toContain(`#${second}`);
    expect(change).not.toBe(second);
  }, 180_000);

  test('is reverted also when the task is cancelled', async () => {
    await story.says('maria', issue, '/cancel Nobody wants it');
    await story.reaches(issue, 'cancelled');
    expect((await pageAt(story.production)).commit).toBe(before);
    expect(await treeOf(story, 'main')).toBe(await treeOf(story, before));
  }, 180_000);
});
