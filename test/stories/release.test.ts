import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, push, repository, startWork, toDemo } from './way.js';

const run = promisify(execFile);

let story: Story;
let issue: number;
let change: number;

beforeEach(async () => {
  story = await startStory();
  issue = await startWork(story);
  ({ change } = await openChange(story, issue));
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
}, 180_000);
afterEach(() => story.close(), 180_000);

/** Lets something happen at the very moment when the release reads head, live and configuration once more. */
function asReleaseReads(act: () => Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    story.github.faults.add({
      route: 'POST /graphql Snapshot',
      // The first is that of the client’s word.
      nth: 2,
      then: () =>
        act().then(
          () => resolve(),
          (error: unknown) => reject(error as Error),
        ),
    });
  });
}

const merged = (): boolean => story.shop.pull(change).merged;
const configure = (text: string) =>
  story.people.olga.push(repository, {
    branch: 'main',
    message: 'Change the configuration',
    files: { '.github/greenlight.yml': text },
  });

test('a hold that comes at the last moment stops the merge; lifted, it is released', async () => {
  const held = asReleaseReads(async () => {
    await story.people.olga.comment(repository, issue, '/hold Wait for the press');
    await story.github.until(() => story.card(issue).includes('Wait for the press'), { what: 'the hold' });
  });
  await story.says('clara', issue, '/approve');
  await held;
  await story.reaches(issue, 'release');
  expect(merged()).toBe(false);
  await story.says('maria', issue, '/unhold');
  await story.reaches(issue, 'released');
  expect(merged()).toBe(true);
}, 180_000);

test('a push at the last moment is not merged: what was approved is, once it is the head again', async () => {
  const approved = story.shop.pull(change).head.sha;
  const pushed = asReleaseReads(() => push(story, issue, 'Not approved'));
  await story.says('clara', issue, '/approve');
  await pushed;
  await story.github.until(() => /moved on/.test(story.card(issue)), {
    what: 'the reason on the card',
    timeoutMs: 75_000,
  });
  expect(merged()).toBe(false);
  const { ref } = story.shop.pull(change).head;
  const mine = story.people.dan.cloneUrl(repository);
  await run('git', ['push', '--quiet', '--force', mine, `${approved}:refs/heads/${ref}`], {
    cwd: story.shop.gitDirectory,
  });
  await story.reaches(issue, 'released');
  expect(story.shop.pull(change).head.sha).toBe(approved);
  expect(merged()).toBe(true);
}, 180_000);

test('a configuration that breaks at the last moment stops the merge, and says why', async () => {
  const broken = asReleaseReads(() => configure('rolls: {}\n'));
  await story.says('clara', issue, '/approve');
  await broken;
  await story.github.until(() => story.card(issue).includes('did you mean roles?'), {
    what: 'the reason',
    timeoutMs: 75_000,
  });
  expect(merged()).toBe(false);
  expect(story.check(story.shop.pull(change).head.sha)?.conclusion).not.toBe('success');
  await configure(shopConfig);
  await story.github.until(() => !story.card(issue).includes('did you mean roles?'), {
    what: 'the reason to go',
  });
}, 180_000);
