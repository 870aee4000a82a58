import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, pageAt, passCi, repository, startWork, testable, toDemo } from './way.js';

let story: Story;
let first: number;
let second: number;

beforeAll(async () => {
  story = await startStory();
  first = await release('First', 'With ribbon');
  await order('Ada');
  second = await release('Second', 'With bow');
  await order('Bea');
}, 180_000);
afterAll(() => story.close(), 180_000);

const order = (name: string) =>
  fetch(`${story.production}/orders`, {
    method: 'POST',
    body: new URLSearchParams({ product: 'mug', name }),
    redirect: 'manual',
  });

async function release(title: string, text: string): Promise<number> {
  const issue = await startWork(story, title);
  await openChange(story, issue, text);
  await ship(issue);
  return issue;
}

async function ship(issue: number): Promise<void> {
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'released');
}

test('only DevOps or the tester rolls a release back, on the newest, to a version whose state is kept', async () => {
  expect(await story.says('maria', second, '/rollback v0.1')).toBe('confused');
  await story.hears(second, /Only DevOps or the tester/);
  expect(await story.says('olga', second, '/rollback v7.0')).toBe('confused');
  await story.hears(second, /No state of v7\.0 is kept .* Production can go back to v0\.1\.0/);
  expect(await story.says('olga', first, '/rollback')).toBe('confused');
  await story.hears(first, new RegExp(`The newest is v0\\.2\\.0, from #${second}: say it there`));
  expect(story.stage(second)).toBe('released');
});

test('production goes back to the version, code and data, is held, and the task begins anew with its issue open', async () => {
  const bad = await pageAt(story.production);
  expect(bad.text).toContain('With bow');
  expect(await story.says('olga', second, '/rollback v0.1 The bow burns')).toBe('+1');
  await story.reaches(second, 'development');
  const page = await pageAt(story.production);
  expect(page.text).toContain('With ribbon');
  expect(page.text).not.toContain('With bow');
  expect(page.text).toContain('Stoneware mug for Ada');
  expect(page.text).not.toContain('Stoneware mug for Bea');
  expect(story.shop.issue(second).state).toBe('open');
  await story.hears(
    second,
    /Production is back at v0\.1\.0[^]*The bow burns[^]*v0\.2\.0 had merged is still on the default branch/,
  );
  await story.github.until(() => /What v0\.2\.0 had merged is still/.test(story.card(second)), {
    what: 'the hold on the card',
  });
  expect(story.card(second)).toContain('Build it on the branch');
});

test('what mends it comes in a new pull request, and is released with the rollback in its record', async () => {
  const branch = (
    await story.shop.git('for-each-ref', '--format=%(refname:short)', `refs/heads/task/${second}-*`)
  ).trim();
  const { sha } = await story.people.dan.push(repository, {
    branch,
    message: 'Mended',
    files: { 'mended.txt': 'x' },
  });
  await story.people.dan.openPullRequest(repository, {
    head: branch,
    title: 'Mended',
    body: `Closes #${second}`,
  });
  await passCi(story, sha);
  await testable(story, sha);
  expect(await story.says('olga', second, '/unhold')).toBe('+1');
  await ship(second);
  const newest = story.shop.releases().find(({ tag_name: tag }) => tag === 'v0.3.0');
  expect(newest?.body).toMatch(/1 rollback/);
  expect(newest?.body).toContain('The bow burns');
  expect((await pageAt(story.production)).text).toContain('With bow');
}, 180_000);
