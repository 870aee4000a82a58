import { expect, test } from '@jest/globals';
import { countTimes, noTimes } from '#wording/count-times.js';
import { renderCard } from '#wording/render-card.js';
import { speak } from '#wording/speak.js';
import * as play from './play-story.js';

const links = { sandbox: null, production: null, change: null, log: null };

/** What is counted of a story; every step of it takes an hour. */
const timesOf = (story: play.Story, settings = play.storySettings) =>
  countTimes(noTimes(story.task()), story.journal(), settings);

const cardOf = (story: play.Story): string =>
  renderCard({
    task: story.task(),
    settings: play.storySettings,
    problem: null,
    queue: null,
    links,
    times: timesOf(story),
  });

test('the card tells where the time went: by whose turn it was, and by step', () => {
  const story = play.beginStory();
  play.untilDevelopment(story);
  play.untilTesting(story);
  story.say('tara', 'Rejected', { reason: 'No.' });
  const [, folded = ''] =
    /<summary>Where the time went<\/summary>\n\n([^]*?)\n\n<\/details>/.exec(cardOf(story)) ?? [];
  expect(folded).toMatchInlineSnapshot(`
   "**By whose turn it was**

   - The manager: 2 h
   - Greenlight and GitHub: 2 h
   - The client: 1 h
   - The developer: 1 h
   - The tester: 1 h

   **By step**

   - Step 1 · Discussion: 2 h
   - Step 2 · Planning: 1 h
   - Step 3 · Sandbox: 1 h
   - Step 4 · Development: 1 h
   - Step 5 · Testing: 2 h

   By the calendar, nights and weekends included. What goes on now is counted when it has ended."
  `);
});

test('a turn that goes on is not counted, so nothing changes by itself', () => {
  const story = play.beginStory();
  story.say('max', 'TaskProposed');
  expect(cardOf(story)).not.toContain('Where the time went');
  story.say('max', 'EstimateGiven', { duration: '3d', cost: null, note: null });
  const before = timesOf(story).spells;
  expect(before).toEqual([{ stage: 'discussion', roles: ['manager'], ms: 3_600_000 }]);
  story.say('max', 'FollowupAdded', { text: 'more' });
  story.say('max', 'VersionPartChosen', { part: 'major' });
  expect(timesOf(story).spells).toEqual(before);
});

test('while a task is on hold it is up to whoever can lift the hold', () => {
  const story = play.beginStory();
  play.untilDevelopment(story);
  story.say('max', 'HoldPlaced', { why: null });
  story.say('olga', 'HoldLifted');
  expect(timesOf(story).spells).toContainEqual({
    stage: 'development',
    roles: ['manager', 'devops'],
    ms: 3_600_000,
  });
});

test('a journal that is read in two parts counts as one that is read at once', () => {
  const story = play.beginStory();
  play.untilDemo(story);
  const journal = story.journal();
  for (const at of journal.keys()) {
    const first = countTimes(noTimes(story.task()), journal.slice(0, at), play.storySettings);
    expect(first.task.version).toBe(at);
    expect(countTimes(first, journal.slice(at), play.storySettings)).toEqual(timesOf(story));
  }
});

test('all time between the first and the last change of turns is counted once', () => {
  const story = play.beginStory();
  play.untilProduction(story);
  const { spells, running } = timesOf(story);
  const total = spells.reduce((sum, { ms }) => sum + ms, 0);
  expect(total).toBe((running?.since ?? 0) - (story.journal()[0]?.at ?? 0));
});

test('a length of time is said to the minute, from a day on to the hour', () => {
  const { span } = speak().time;
  expect([0, 1, 59, 60, 61, 1_439, 1_440, 1_500, 3_059].map(span)).toEqual([
    'less than a minute',
    '1 min',
    '59 min',
    '1 h',
    '1 h 1 min',
    '23 h 59 min',
    '1 d',
    '1 d 1 h',
    '2 d 2 h',
  ]);
});
