import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { startWork } from './way.js';

let story: Story;

beforeAll(async () => {
  story = await startStory({
    config: shopConfig.replace('executor: command', 'executor: command\n  max-sandboxes: 1'),
  });
}, 180_000);
afterAll(() => story.close(), 180_000);

const cardSays = (issue: number, text: RegExp) =>
  story.github.until(() => text.test(story.card(issue)), { what: `${text} on #${issue}`, timeoutMs: 75_000 });

const atSandbox = (number: number) =>
  story.github.until(
    () =>
      story.shop
        .issues()
        .find((issue) => issue.number === number)
        ?.labels.includes('stage: sandbox'),
    { what: `#${number} at 3` },
  );

test('a task waits at 3 until a sandbox is free, in sight; then it goes on by itself', async () => {
  const first = await startWork(story, 'Gift wrapping');
  const others = [startWork(story, 'Ribbons')];
  await atSandbox(first + 1);
  await cardSays(first + 1, new RegExp(`Every sandbox is in use.* \\(#${first}\\).*the next`));
  others.push(startWork(story, 'Cards'));
  await atSandbox(first + 2);
  await cardSays(first + 2, /number 2 to get one/);

  await story.says('maria', first, '/cancel Not now');
  await story.reaches(first, 'cancelled');
  await others[0];
  expect(story.card(first + 1)).not.toContain('is in use');
  await cardSays(first + 2, new RegExp(`\\(#${first + 1}\\).*the next`));
  await story.says('maria', first + 1, '/cancel Not now either');
  await others[1];
}, 180_000);
