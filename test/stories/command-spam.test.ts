import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startStory, type Story } from './start-story.js';

let story: Story;
beforeAll(async () => {
  story = await startStory();
}, 60_000);
afterAll(() => story.close());

test('whoever fills an issue with commands that are not theirs is answered once, and after twenty costs nothing', async () => {
  const number = await story.propose();
  await story.github.settled();
  const before = story.replies(number).length;
  for (let said = 0; said < 20; said += 1)
    expect(await story.says('mallory', number, '/approve')).toBe('confused');
  await story.github.settled();
  expect(story.replies(number)).toHaveLength(before + 1);
  const requests = await story.requestsOf(async () => {
    for (let said = 0; said < 20; said += 1)
      await story.comment('mallory', number, ['/approve', '/status', '/aprove'][said % 3] ?? '');
  });
  expect(requests.length).toBeLessThanOrEqual(1);
  expect(story.replies(number)).toHaveLength(before + 1);
  // Others are heard as ever.
  expect(await story.says('clara', number, '/reject Not for us')).not.toBe('eyes');
}, 120_000);
