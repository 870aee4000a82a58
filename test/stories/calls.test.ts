import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, passCi, push, repository, startWork, testable } from './way.js';

let story: Story;
let issue: number;
let change: number;

beforeAll(async () => {
  story = await startStory();
  issue = await startWork(story);
}, 180_000);
afterAll(() => story.close(), 180_000);

const assignments = (): number =>
  story.github.deliveries.filter(({ event, action }) => event === 'issues' && action === 'assigned').length;

describe('whose turn it is, hears of it once', () => {
  test('the developer is given the issue when the sandbox is there, and no comment says it as well', async () => {
    await story.github.until(() => assignments() === 1, { what: 'the assignment' });
    expect(story.shop.issue(issue).assignees).toEqual(['dan']);
    expect(story.replies(issue).filter((body) => body.includes('@dan'))).toEqual([]);
  });

  test('a tester’s no on the pull request is GitHub’s to tell its author', async () => {
    ({ change } = await openChange(story, issue));
    await story.people.tess.review(repository, change, { event: 'REQUEST_CHANGES', body: 'Too small' });
    await story.reaches(issue, 'development');
    await story.github.until(() => story.card(issue).includes('Too small'), { what: 'the card' });
    await story.github.settled();
    expect(story.replies(issue).filter((body) => body.includes('@dan'))).toEqual([]);
  }, 180_000);

  test('a tester’s no on the issue calls the developer by name, with the reason', async () => {
    const head = await push(story, issue, 'Gift wrap, larger');
    await passCi(story, head);
    await testable(story, head);
    await story.says('tess', issue, '/reject Still too small');
    const called = await story.github.until(
      () => story.replies(issue).find((body) => body.startsWith('@dan')),
      { what: 'the call' },
    );
    expect(called).toContain('Still too small');
    expect(called).toContain(`#${change}`);
  }, 180_000);
});
