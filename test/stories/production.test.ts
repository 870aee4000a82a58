import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, pageAt, passCi, push, repository, startWork, testable, toDemo } from './way.js';

let story: Story;

beforeEach(async () => {
  story = await startStory();
}, 180_000);
afterEach(() => story.close(), 180_000);

const order = (name: string) =>
  fetch(`${story.production}/orders`, {
    method: 'POST',
    body: new URLSearchParams({ product: 'mug', name }),
    redirect: 'manual',
  });

async function live(issue: number): Promise<void> {
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
}

test('what the tester rejects in production is rolled back, code and data, and the work goes on', async () => {
  const before = await pageAt(story.production);
  const issue = await startWork(story);
  await openChange(story, issue, 'With ribbon');
  await order('Ada');
  await live(issue);
  expect((await pageAt(story.production)).text).toContain('With ribbon');

  await story.says('tess', issue, '/reject The ribbon is crooked');
  await story.reaches(issue, 'development');
  const after = await pageAt(story.production);
  expect(after.commit).toBe(before.commit);
  expect(after.text).toContain('Stoneware mug for Ada');
  expect(after.text).not.toContain('With ribbon');
  await story.hears(issue, /The ribbon is crooked/);

  // The head that was rolled back does not come again by itself; another one does, and ships.
  const head = await push(story, issue, 'With a straight ribbon');
  await passCi(story, head);
  await testable(story, head);
  expect(await story.says('olga', issue, '/unhold')).toBe('+1');
  await live(issue);
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'released');
}, 180_000);

test('a client who rejects the final demo gets production back as it was, and the plan begins anew', async () => {
  const before = await pageAt(story.production);
  const issue = await startWork(story);
  await openChange(story, issue);
  await live(issue);
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/reject Not what we talked about');
  await story.reaches(issue, 'planning');
  expect((await pageAt(story.production)).commit).toBe(before.commit);
  await story.github.until(() => /round 2/i.test(story.card(issue)), { what: 'round 2 on the card' });
}, 180_000);

test('a task that is cancelled while it is live takes production back first', async () => {
  const before = await pageAt(story.production);
  const issue = await startWork(story);
  await openChange(story, issue);
  await live(issue);
  await story.says('maria', issue, '/cancel The law has changed');
  await story.reaches(issue, 'cancelled');
  expect((await pageAt(story.production)).commit).toBe(before.commit);
}, 180_000);

test('when live moves after the tests, the change is joined and tested again before it ships', async () => {
  const issue = await startWork(story);
  await openChange(story, issue);
  await toDemo(story, issue);
  await story.people.olga.push(repository, {
    branch: 'main',
    message: 'Meanwhile',
    files: { 'meanwhile.txt': 'x' },
  });
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'integration-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  // The client’s yes stays, since the change is the same.
  await story.reaches(issue, 'production-testing');
  const served = (await pageAt(story.production)).commit ?? '';
  expect(await story.shop.read(served, 'meanwhile.txt')).toBe('x');
}, 180_000);

test('two tasks never hold production at once: the second waits in sight, and is joined with what the first brought', async () => {
  const first = await startWork(story, 'First');
  await openChange(story, first, 'First');
  const second = await startWork(story, 'Second');
  const branch = (
    await story.shop.git('for-each-ref', '--format=%(refname:short)', `refs/heads/task/${second}-*`)
  ).trim();
  const { sha } = await story.people.dan.push(repository, {
    branch,
    message: 'Second',
    files: { 'second.txt': 'x' },
  });
  await story.people.dan.openPullRequest(repository, {
    head: branch,
    title: 'Second',
    body: `Closes #${second}`,
  });
  await passCi(story, sha);
  await testable(story, sha);

  await live(first);
  await toDemo(story, second);
  await story.says('clara', second, '/approve');
  await story.reaches(second, 'deployment');
  await story.github.until(() => story.card(second).includes(`#${first}`), { what: 'the queue on the card' });

  await story.says('tess', first, '/pass all\n/approve');
  await story.reaches(first, 'final-demo');
  await story.says('clara', first, '/approve');
  await story.reaches(first, 'released');
  await story.reaches(second, 'integration-testing');
  await story.says('tess', second, '/pass all\n/approve');
  await story.reaches(second, 'production-testing');
  const page = await pageAt(story.production);
  expect(page.text).toContain('First');
  expect(await story.shop.read(page.commit ?? '', 'second.txt')).toBe('x');
}, 180_000);

test('a sandbox that cannot be made says why on the card, and is made by /retry once that is mended', async () => {
  const provision = await story.shop.read('main', '.greenlight/provision');
  const script = (content: string) =>
    story.people.olga.push(repository, {
      branch: 'main',
      message: 'Change the script',
      files: { '.greenlight/provision': { content, mode: '100755' } },
    });
  await script('#!/bin/sh\necho "no room left" >&2\nexit 3\n');
  const issue = await story.propose();
  await story.says('maria', issue, '/estimate 1d');
  await story.says('clara', issue, '/approve');
  await story.says('tess', issue, '/scenario It works');
  await story.people.maria.addLabel(repository, issue, 'stage: sandbox');
  await story.github.until(() => story.card(issue).includes('no room left'), {
    what: 'the reason on the card',
    timeoutMs: 75_000,
  });
  expect(story.stage(issue)).toBe('sandbox');
  await story.hears(issue, /@olga[^]*no room left/);
  await script(provision ?? '');
  expect(await story.says('olga', issue, '/retry')).toBe('+1');
  await story.reaches(issue, 'development');
}, 180_000);
