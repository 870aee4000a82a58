import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, pageAt, startWork, toDemo } from './way.js';

let story: Story;

beforeEach(async () => {
  const config = shopConfig.replace('watch: 5m', 'watch: 5m, failures: 2, interval: 1s');
  story = await startStory({ config });
}, 180_000);
afterEach(() => story.close(), 180_000);

test('production that dies while it is watched is rolled back, and the card says what was seen', async () => {
  const before = await pageAt(story.production);
  const issue = await startWork(story);
  await openChange(story, issue);
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  const data = story.variables['GREENLIGHT_DATA'] ?? '';
  const pid = join(data, 'environments', String(story.shop.id), 'production', 'data', 'pid');
  process.kill(Number(await readFile(pid, 'utf8')));
  await story.reaches(issue, 'development');
  expect(await pageAt(story.production)).toEqual(before);
  await story.hears(issue, /cannot be reached: nothing listens there/);
}, 180_000);
