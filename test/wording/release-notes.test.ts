import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderReleaseNotes } from '#wording/render-release-notes.js';
import { sayFollowup } from '#wording/say-followup.js';
import { aTaskSaying } from './a-task-saying.js';
import { dangersIn, markupOf, nastyWords } from './markup.js';
import * as play from './play-story.js';

/** A whole delivery: sent back by the tester, two rounds, one rollback, an override. */
function delivered(): play.Story {
  const story = play.beginStory();
  play.untilDevelopment(story);
  play.untilTesting(story);
  story.say('tara', 'Rejected', { reason: 'A full evening can be booked.' });
  play.untilDemo(story, play.sha('b'));
  story.say('carla', 'Rejected', { reason: 'I want to choose the hour.' });
  story.say('max', 'Approved', { note: null });
  play.untilDemo(story, play.sha('c'));
  play.untilTouched(story);
  story.done('ProductionUnhealthy', { detail: '/ answered 500 instead of 200', log: null });
  story.done('ProductionRestored', { url: 'https://shop.example' });
  play.untilDemo(story, play.sha('d'));
  story.say('max', 'GateOverridden', { gate: 'demo', reason: 'Agreed by phone' });
  story.say('olga', 'GateOverridden', { gate: 'demo', reason: 'I was on the call' });
  story.done('ProductionGranted');
  story.done('ProductionTouched', {
    backup: { id: 'b', environment: 'p', commit: null, bytes: 1, sha256: '', at: 0 },
  });
  story.done('ProductionDeployed', { url: 'https://shop.example' });
  play.tests(story);
  story.say('carla', 'FollowupAdded', { text: 'A reminder the day before' });
  story.say('carla', 'Approved', { note: 'Very happy, thank you!' });
  story.done('SandboxRemoved');
  return story;
}

test('release notes tell what changed, what was tested, who signed off, and how it got there', () => {
  const story = delivered();
  expect(story.task().stage).toBe('release');
  expect(renderReleaseNotes(story.task(), story.journal())).toMatchInlineSnapshot(`
   "Book a table online (#12, pull request #14)

   ### What the client said

   > Very happy, thank you!

   ### What was tested

   1. A guest books a table for two
   2. A full evening cannot be booked

   ### Who signed off

   - Estimate: by max, 2 Mar 2026, 11:12 UTC
   - Estimate: agreed by carla, 2 Mar 2026, 12:12 UTC
   - Step 2 · Planning: max, as the manager, 3 Mar 2026, 03:12 UTC
   - Step 5 · Testing: tara, as the tester, on \`ddddddd\`, 3 Mar 2026, 20:12 UTC — “both scenarios work”
   - Step 7 · Integration testing: tara, as the tester, on \`ddddddd\`, 3 Mar 2026, 23:12 UTC
   - Step 9.2.2 · Production testing: tara, as the tester, on \`ddddddd\`, 4 Mar 2026, 07:12 UTC
   - Step 9.2.4 · Final demo: carla, as the client, on \`ddddddd\`, 4 Mar 2026, 09:12 UTC — “Very happy, thank you!”

   Approved, deployed and released: commit \`ddddddd\`, joined with \`1111111\`, tree \`8888888\`.

   ### Decisions that were overridden

   - Step 9 · Demo: max: Agreed by phone / olga: I was on the call, 4 Mar 2026, 02:12 UTC

   ### How it got here

   - 2 rounds, 1 rollback
   - Step 5 · Testing: sent back by tara, 2 Mar 2026, 17:12 UTC: “A full evening can be booked.”
   - Step 9 · Demo: sent back by carla, 3 Mar 2026, 02:12 UTC: “I want to choose the hour.”
   - Step 9.2.1 · Deployment: sent back by Greenlight, 3 Mar 2026, 15:12 UTC: “\\/ answered 500 instead of 200”

   ### What comes next

   - A reminder the day before (carla)"
  `);
});

test('what the work cost is not published', () => {
  const story = delivered();
  expect(renderReleaseNotes(story.task(), story.journal())).not.toMatch(/1200|EUR|3 days/);
});

test('whatever people type, the notes have no other structure, call nobody, and are short enough', () => {
  const entriesOf = (text: string, times: number) => {
    const { rejection } = aTaskSaying(text, 'release');
    const { approvals } = aTaskSaying(text, 'release', 1);
    return Array.from({ length: times }, () => [
      { at: 0, because: { code: 'rejected' as const }, changes: { rejection } },
      { at: 0, because: { code: 'override_complete' as const }, changes: { approvals } },
    ]).flat();
  };
  const notes = (text: string, times = 2): string =>
    renderReleaseNotes(aTaskSaying(text, 'release', times), entriesOf(text, times));
  const expected = markupOf(notes('words'));
  fc.assert(
    fc.property(nastyWords, (typed) => {
      const text = notes(`${typed}\nx`);
      expect(markupOf(text)).toEqual(expected);
      expect(dangersIn(text)).toEqual([]);
    }),
  );
  expect(notes('<'.repeat(9_000), 300).length).toBeLessThan(60_000);
});

test('an issue is opened for what was noted for later, in the words of whoever noted it', () => {
  const followup = { text: 'A reminder the day before\nsee #3 @dana', by: 'carla' };
  expect(sayFollowup({ number: 12 }, followup)).toEqual({
    title: 'A reminder the day before see # 3 @ dana',
    body:
      'Noted by carla while #12 was delivered:\n\n' +
      '> A reminder the day before\n> see #\u200b3 @\u200bdana\n\n' +
      'The manager makes a task of this issue with the intake label.',
  });
});

test('an issue always has a title', () => {
  expect(sayFollowup({ number: 12 }, { text: '\u0000 \n', by: 'carla' }).title).toBe('To do after #12');
  fc.assert(
    fc.property(nastyWords, (text) => {
      const { title, body } = sayFollowup({ number: 12 }, { text, by: text });
      expect(title).toMatch(/^.{1,120}$/su);
      expect(dangersIn(body)).toEqual([]);
    }),
  );
});
