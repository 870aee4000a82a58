import { expect, test } from '@jest/globals';
import { watchStore } from '#app/watch/watch-store.js';

test('a server is ready while its store keeps what it is given, which is asked once a second at most', async () => {
  const kept: string[] = [];
  const isReady = watchStore({ saveNote: (name) => Promise.resolve(void kept.push(name)) });
  expect(await Promise.all([isReady(), isReady()])).toEqual([true, true]);
  expect(await isReady()).toBe(true);
  expect(kept).toEqual(['ready']);
});

test('where the disk refuses it is not, although everything can be read', async () => {
  const isReady = watchStore({ saveNote: () => Promise.reject(new Error('SQLITE_FULL')) });
  expect(await isReady()).toBe(false);
});

test('a store that never answers is not waited for', async () => {
  const isReady = watchStore({ saveNote: () => new Promise(() => undefined) });
  const began = performance.now();
  expect(await isReady()).toBe(false);
  expect(performance.now() - began).toBeLessThan(10_000);
});
