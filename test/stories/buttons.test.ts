import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CheckView } from '#simulator/github.js';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, passCi, push, repository, startWork, testable } from './way.js';

let story: Story;

// GitHub shows buttons to people with write access: in these stories olga tests and decides for the client, too.
const config = shopConfig
  .replace('tester: tess', 'tester: [tess, olga]')
  .replace('client: clara', 'client: [clara, olga]');

beforeEach(async () => {
  story = await startStory({ config });
}, 180_000);
afterEach(() => story.close(), 180_000);

/** The check on a commit, once it offers these buttons. */
function offering(head: string, ...buttons: string[]): Promise<CheckView> {
  return story.github.until(
    () => {
      const check = story.check(head);
      return check?.actions.map(({ identifier }) => identifier).join() === buttons.join() ? check : null;
    },
    { what: `the buttons ${buttons.join(', ')}`, timeoutMs: 75_000 },
  );
}

const click = async (head: string, button: string, ...offered: string[]): Promise<void> => {
  const { id } = await offering(head, ...offered);
  await story.people.olga.clickCheckAction(repository, id, button);
};

/** Every scenario has its verdict, so that the gate can be opened. */
async function passes(issue: number, head: string): Promise<void> {
  await offering(head, 'reject');
  await story.says('tess', issue, '/pass all');
  await offering(head, 'approve', 'reject');
}

test('a task goes through its gates by buttons, when its scenarios are judged, and back out of production', async () => {
  const issue = await startWork(story);
  const { head } = await openChange(story, issue);
  await passes(issue, head);
  await click(head, 'approve', 'approve', 'reject');
  await story.reaches(issue, 'integration-testing');
  await passes(issue, head);
  await click(head, 'approve', 'approve', 'reject');
  await story.reaches(issue, 'demo');
  await click(head, 'approve', 'approve', 'reject');
  await story.reaches(issue, 'production-testing');
  await click(head, 'rollback', 'rollback');
  await story.reaches(issue, 'development');
}, 180_000);

test('the button of a commit that was left behind judges nothing', async () => {
  const issue = await startWork(story);
  const { head: old } = await openChange(story, issue);
  await passes(issue, old);
  const { id } = await offering(old, 'approve', 'reject');
  const head = await push(story, issue, 'Another');
  await passCi(story, head);
  await testable(story, head);
  await story.people.olga.clickCheckAction(repository, id, 'approve');
  // Answered in order: when this is, so is the button.
  await story.says('tess', issue, '/scenario It still works');
  expect(story.stage(issue)).toBe('testing');
}, 180_000);

test('what failed is tried again by a button', async () => {
  const issue = await startWork(story);
  const { head } = await openChange(story, issue);
  const backup = (await story.shop.read('main', '.greenlight/backup')) ?? '';
  const script = (content: string) =>
    story.people.olga.push(repository, {
      branch: 'main',
      message: 'Change the script',
      files: { '.greenlight/backup': { content, mode: '100755' } },
    });
  await script('#!/bin/sh\nexit 1\n');
  await passes(issue, head);
  await click(head, 'approve', 'approve', 'reject');
  await offering(head, 'retry');
  await script(backup);
  await click(head, 'retry', 'retry');
  await story.reaches(issue, 'integration-testing');
}, 180_000);
