import { expect, test } from '@jest/globals';
import { openHeldUp } from '#engine/held-up.js';

test('lanes of a repository that rests are left until it may ask again, and those of no other', () => {
  const heldUp = openHeldUp();
  heldUp.rests('task:7#12', 5_000);
  heldUp.rests('repo:9:proposals', 6_000);
  expect(heldUp.names(4_999)).toEqual(['task:7', 'repo:9']);
  expect(heldUp.names(5_000)).toEqual(['repo:9']);
  expect(heldUp.names(6_000)).toEqual([]);
});

test('a few lanes of one repository may wait, and no more are begun until one of them goes on', () => {
  const heldUp = openHeldUp();
  for (const number of [1, 2, 3]) heldUp.waits(`task:7#${number}`, true);
  heldUp.waits('task:7#1', true);
  heldUp.waits('task:8#1', true);
  expect([heldUp.count(), heldUp.names(0)]).toEqual([4, []]);
  heldUp.waits('task:7#4', true);
  expect([heldUp.count(), heldUp.names(0)]).toEqual([5, ['task:7']]);
  heldUp.waits('task:7#1', false);
  expect(heldUp.count()).toBe(5);
  heldUp.waits('task:7#1', false);
  expect([heldUp.count(), heldUp.names(0)]).toEqual([4, []]);
});
