import { afterEach, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, pageAt, repository, startWork, toDemo } from './way.js';

let story: Story;
afterEach(() => story.close(), 180_000);

/** The shop's configuration with one freeze. */
const frozen = (freeze: string): string =>
  shopConfig.replace('production: { watch: 5m }', `production: { watch: 5m, freeze: [${freeze}] }`);

const cardSays = (issue: number, words: RegExp): Promise<unknown> =>
  story.github.until(() => words.test(story.card(issue)), { what: `${String(words)} on #${issue}` });

test('while production is frozen an approved task waits in sight; a label lets it pass, and a rollback is never frozen', async () => {
  const freeze = '{ from: 2020-01-01, to: 2099-12-31, except-label: hotfix, reason: Fair in town }';
  story = await startStory({ config: frozen(freeze) });
  const before = await pageAt(story.production);
  const issue = await startWork(story);
  const { head } = await openChange(story, issue);
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  await cardSays(issue, /nothing goes live before 1 Jan 2100, 00:00 UTC\*\*: “Fair in town”/);
  expect(story.card(issue)).toContain('`hotfix`');
  expect(story.card(issue)).toMatch(/it goes live by itself when this time is over/);
  await story.github.until(() => /nothing goes live in this time/.test(story.check(head)?.title ?? ''), {
    what: 'the check to say so',
  });
  await story.comment('maria', issue, '/status');
  await story.github.until(() => story.replies(issue).some((text) => text.includes('1 Jan 2100')), {
    what: 'the answer to /status',
  });
  expect((await pageAt(story.production)).commit).toBe(before.commit);
  expect(story.stage(issue)).toBe('deployment');

  await story.people.maria.addLabel(repository, issue, 'hotfix');
  await story.reaches(issue, 'production-testing');
  expect((await pageAt(story.production)).commit).not.toBe(before.commit);
  await story.people.maria.removeLabel(repository, issue, 'hotfix');
  expect(await story.says('olga', issue, '/rollback It burns')).toBe('+1');
  await story.reaches(issue, 'development');
  expect((await pageAt(story.production)).commit).toBe(before.commit);
}, 180_000);

test('when the freeze is over the task goes on by itself; here it finds that live has moved', async () => {
  story = await startStory();
  const issue = await startWork(story);
  await openChange(story, issue);
  await toDemo(story, issue);
  const minuteMs = 60_000;
  const end = new Date(Math.ceil((Date.now() + 15_000) / minuteMs) * minuteMs).toISOString();
  const to = end.slice(0, 16).replace('T', ' ');
  await story.people.olga.push(repository, {
    branch: 'main',
    message: 'Freeze',
    files: { '.github/greenlight.yml': frozen(`{ from: 2020-01-01, to: ${to} }`) },
  });
  await story.says('clara', issue, '/approve');
  await cardSays(issue, new RegExp(`nothing goes live before .*${to.slice(11)} UTC`));
  expect(story.stage(issue)).toBe('deployment');
  await story.github.until(() => story.stage(issue) === 'integration-testing', {
    what: 'the end of the freeze',
    timeoutMs: 100_000,
  });
}, 180_000);
