import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { JournalEntry } from '#ports/store.js';
import { isOutcome } from '#process/event.js';
import { openReader } from '#store/open-reader.js';
import { type Story, startStory } from './start-story.js';
import { push, passCi, repository, startWork, testable, workBranch } from './way.js';

const hour = 3_600_000;
/** Looks at GitHub so often that a test need not wait long; never asks for a delivery. */
const onlyLooks = { sweepMs: hour, reconcileMs: 500, underWayMs: hour };
/** Asks for deliveries, and never looks. */
const onlySweeps = { sweepMs: 500, reconcileMs: hour, underWayMs: 0 };

let story: Story;
afterEach(() => story.close(), 180_000);

/** Everything that people do from idea to release, by comment, label, review and push. */
async function wholeWay(): Promise<number> {
  const { people, github, shop } = story;
  const issue = await startWork(story);
  const head = await push(story, issue);
  const change = await people.dan.openPullRequest(repository, {
    head: await workBranch(story, issue),
    title: 'Gift wrapping',
    body: `Closes #${issue}`,
    draft: true,
  });
  await people.dan.markReady(repository, change.number);
  await passCi(story, head);
  await testable(story, head);
  await story.says('tess', issue, '/pass all');
  await people.tess.review(repository, change.number, {
    event: 'REQUEST_CHANGES',
    body: 'The ribbon is missing',
  });
  await story.reaches(issue, 'development');
  const again = await push(story, issue, 'Gift wrap with ribbon');
  await passCi(story, again);
  await testable(story, again);
  await story.says('tess', issue, '/pass all');
  await people.tess.review(repository, change.number, { event: 'APPROVE' });
  await story.reaches(issue, 'integration-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve Thank you');
  await story.reaches(issue, 'released');
  await github.settled();
  expect(shop.pull(change.number).merged).toBe(true);
  expect(shop.releases()).toHaveLength(1);
  expect(shop.issue(issue)).toMatchObject({ state: 'closed', state_reason: 'completed' });
  return issue;
}

async function journalOf(issue: number): Promise<readonly JournalEntry[]> {
  const directory = join(story.variables['GREENLIGHT_DATA'] ?? '', 'store');
  const reader = await openReader({ databaseUrl: null, directory });
  try {
    return await reader.loadJournal(`${story.shop.id}#${issue}`);
  } finally {
    await reader.close();
  }
}

/** What people said or did, by whom, in the order in which it counted. */
const saidIn = (journal: readonly JournalEntry[]): readonly string[] =>
  journal.flatMap(({ event }) => ('source' in event ? `${event.by} ${event.type}` : []));

const everythingSaid = [
  'maria TaskProposed',
  'maria EstimateGiven',
  'clara Approved',
  'tess ScenarioAdded',
  'maria StageLabelSet',
  'tess ScenariosPassed',
  'tess Rejected',
  'tess ScenariosPassed',
  'tess Approved',
  'tess ScenariosPassed',
  'tess Approved',
  'clara Approved',
  'tess ScenariosPassed',
  'tess Approved',
  'clara Approved',
];

test('no delivery ever arrives, and by looking at GitHub alone the task ends where it should', async () => {
  story = await startStory({ surroundings: { rhythm: onlyLooks } });
  story.github.webhooks.drop({ times: Infinity });
  const issue = await wholeWay();
  const journal = await journalOf(issue);
  expect(saidIn(journal)).toEqual(everythingSaid);
  const told = journal.filter(({ event }) => !isOutcome(event) && event.type !== 'TimePassed');
  expect(told.filter(({ found }) => found !== 'reconciled').map(({ event }) => event.type)).toEqual([]);
}, 180_000);

test('no delivery arrives at once, and each one that is asked for again counts once', async () => {
  story = await startStory({ surroundings: { rhythm: onlySweeps } });
  story.github.webhooks.drop({ times: Infinity });
  const issue = await wholeWay();
  const journal = await journalOf(issue);
  expect(saidIn(journal)).toEqual(everythingSaid);
  expect(journal.filter(({ found }) => found !== undefined)).toEqual([]);
}, 180_000);

test('every delivery arrives twice, and is looked for as well, and counts once', async () => {
  story = await startStory({ surroundings: { rhythm: { ...onlyLooks, sweepMs: 500, underWayMs: 0 } } });
  story.github.webhooks.duplicate({ times: Infinity });
  const issue = await wholeWay();
  expect(saidIn(await journalOf(issue))).toEqual(everythingSaid);
}, 180_000);

/** Takes minutes: `MISSED=each npm test -- test/stories/missed-deliveries.test.ts`. */
const each = process.env['MISSED'] === 'each' ? describe : describe.skip;

each('deliveries of one kind never arrive, all others do', () => {
  const kinds = ['issues', 'issue_comment', 'pull_request', 'pull_request_review', 'check_run', 'push'];
  const ways = [
    ['looking', onlyLooks],
    ['sweeping', onlySweeps],
  ] as const;
  const cases = kinds.flatMap((event) => ways.map(([way, rhythm]) => ({ event, way, rhythm })));

  test.each(cases)(
    '$event, found by $way',
    async ({ event, rhythm }) => {
      story = await startStory({ surroundings: { rhythm } });
      story.github.webhooks.drop({ event, times: Infinity });
      expect(saidIn(await journalOf(await wholeWay()))).toEqual(everythingSaid);
    },
    180_000,
  );
});
