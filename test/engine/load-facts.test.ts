import { expect, test } from '@jest/globals';
import { defaultSettings } from '#config/parse-config.js';
import type { Engine } from '#engine/engine.js';
import { loadFacts } from '#engine/load-facts.js';
import type { IssueSnapshot } from '#ports/github.js';
import type { Seen } from '#process/facts.js';
import { repository } from '../support/a-task.js';

/** What the facts say of the stage that the issue shows. */
async function shownBy(labels: readonly string[], labeled: IssueSnapshot['labeled']): Promise<unknown> {
  const issue = { title: 'Idea', body: '', open: true, labels, labeled, author: 'maria', url: '' };
  const config = { settings: defaultSettings, problem: null };
  const engine = {
    clock: { now: () => 1_000 },
    configs: { asOf: () => Promise.resolve(0), take: () => Promise.resolve(config) },
    github: {
      loadSnapshot: () =>
        Promise.resolve({ seen: { issue, change: null, live: 'a'.repeat(40) }, defaultBranch: 'main' }),
    },
  } as unknown as Engine;
  const event = { type: 'TimePassed' } as const;
  const subject = { repository, number: 1, change: null };
  const { facts } = await loadFacts(engine, subject, { task: null, who: null, event });
  return (facts.seen as Seen).issue.shows;
}

const demo = { name: 'stage: demo', at: 5_000, after: [] };
const testing = { name: 'stage: testing', at: 2_000, after: [7] };

test('the issue shows a stage since its label was put there last', async () => {
  const labeled = [{ ...demo, at: 1_000 }, testing, demo, { ...demo, name: 'urgent', at: 6_000 }];
  expect(await shownBy(['urgent', 'stage: demo'], labeled)).toEqual({ stage: 'demo', since: 5_000 });
  expect(await shownBy(['stage: demo', 'stage: testing'], labeled)).toEqual({ stage: 'demo', since: 5_000 });
  expect(await shownBy(['stage: testing'], labeled)).toEqual({
    stage: 'testing',
    since: 2_000,
    after: [7],
  });
});

test('without such a label, or when it was put there too long ago to be told, nothing is known', async () => {
  expect(await shownBy(['urgent'], [testing, demo])).toBeUndefined();
  expect(await shownBy(['stage: demo'], [])).toBeUndefined();
});
