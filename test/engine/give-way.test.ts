import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { openGiveWay } from '#engine/give-way.js';

/** Deliveries that are being stored until they are ended. */
function begin(storing: <T>(store: () => Promise<T>) => Promise<T>, count: number): () => Promise<unknown> {
  const ends: (() => void)[] = [];
  const all = Array.from({ length: count }, () =>
    storing(() => new Promise<void>((resolve) => ends.push(resolve))),
  );
  return () => {
    for (const end of ends) end();
    return Promise.all(all);
  };
}

/** How long it took until there was calm, in milliseconds. */
async function untilCalm(calm: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await calm();
  return performance.now() - began;
}

test('work waits while many deliveries are being stored, and goes on when they are', async () => {
  const { storing, calm } = openGiveWay();
  const end = begin(storing, 5);
  let isCalm = false;
  const waited = calm().then(() => (isCalm = true));
  await delay(100);
  expect(isCalm).toBe(false);
  await end();
  await waited;
});

test('a few deliveries hold nothing up', async () => {
  const { storing, calm } = openGiveWay();
  const end = begin(storing, 4);
  // Not even until the next turn of the timers.
  const first = await Promise.race([calm().then(() => 'calm'), delay(0).then(() => 'timers')]);
  expect(first).toBe('calm');
  await end();
});

test('however many come, work is held up for a second at most', async () => {
  const { storing, calm } = openGiveWay();
  const end = begin(storing, 50);
  const waited = await untilCalm(calm);
  expect(waited).toBeGreaterThanOrEqual(1_000);
  await end();
});

test('what could not be stored is over, too', async () => {
  const { storing, calm } = openGiveWay();
  const failed = Array.from({ length: 9 }, () => storing(() => Promise.reject(new Error('disk full'))));
  for (const one of await Promise.allSettled(failed)) expect(one.status).toBe('rejected');
  expect(await untilCalm(calm)).toBeLessThan(500);
});
