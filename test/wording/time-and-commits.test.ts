import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sayEstimate } from '#wording/parts/say-estimate.js';
import { readInstant } from '#wording/read-instant.js';
import { sayDeployment, sayMergeMessage, sayMergeTitle } from '#wording/say-deployment.js';
import { speak } from '#wording/speak.js';
import { nastyWords } from './markup.js';

test('an instant is read as the calendar has it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Date.UTC(2500, 0, 1) }), (at) => {
      const date = new Date(at);
      expect(readInstant(at)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
      });
    }),
  );
});

test.each([
  ['3d', '3 days'],
  ['1 Week', '1 week'],
  ['0.5h', '0.5 hours'],
  ['2 months', '2 months'],
  ['1h', '1 hour'],
])('the estimate %s is said as %s', (duration, said) => {
  expect(sayEstimate({ duration, cost: null }, speak())).toBe(said);
});

test('minutes are said as hours where they are', () => {
  expect([10, 60, 130].map(speak().time.minutes)).toEqual(['10 min', '1 h', '2 h 10 min']);
});

test('every deployment says what it does, as briefly as GitHub asks', () => {
  for (const verb of ['provision', 'deploy', 'restore', 'destroy'] as const)
    for (const kind of ['sandbox', 'production'] as const)
      for (const state of ['running', 'done'] as const)
        expect(sayDeployment(verb, kind, state)).toMatch(/^[A-Z].{5,139}$/);
});

test('commit messages close no issue, call nobody and stop no checks', () => {
  const task = { number: 12, title: 'Fixes #7 for @anna [skip ci]\n\nCloses #8' };
  expect(sayMergeTitle(task)).toBe('Fixes # 7 for @ anna (skip ci) Closes # 8 (#12)');
  expect(sayMergeMessage(task)).toBe(
    'Task 12 joined with the live project\n\nTask: Fixes # 7 for @ anna (skip ci) Closes # 8\n\n' +
      'Made by Greenlight in step 6 to be tried in the sandbox.',
  );
  fc.assert(
    fc.property(nastyWords, (title) => {
      const message = `${sayMergeTitle({ number: 12, title })}\n${sayMergeMessage({ number: 12, title })}`;
      expect(message.replace('(#12)', '')).not.toMatch(/#\d|@\S|GH-\d|:\/\/|\[|<!--/i);
      expect(message.split('\n')).toHaveLength(6);
    }),
  );
});
