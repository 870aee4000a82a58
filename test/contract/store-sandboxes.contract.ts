import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Store } from '#ports/store.js';
import { aTask, repository } from '../support/a-task.js';
import type { Place } from './store-place.js';

/** What {@link Store} promises about places for sandboxes. */
export function contractOfSandboxes(find: () => Promise<Place>): void {
  let place: Place;
  let store: Store;

  beforeEach(async () => {
    place = await find();
    store = await place.open();
  });

  afterEach(async () => {
    await place.close();
    await place.remove();
  });

  let now = 1_000;
  const take = (number: number, most: number | null = 2, of = repository.id): Promise<boolean> => {
    now += 1;
    return store.takeSandbox({ task: `${of}#${number}`, repository: of, most, now });
  };
  const queue = async (): Promise<readonly string[]> =>
    (await store.sandboxQueue(repository.id)).map(
      ({ task, granted }) => `${task.split('#')[1] ?? ''}${granted ? '' : ' waits'}`,
    );

  test('there are as many places for sandboxes as the repository says, and whoever has one keeps it', async () => {
    expect([await take(1), await take(2), await take(3)]).toEqual([true, true, false]);
    expect([await take(1), await take(3)]).toEqual([true, false]);
    expect(await queue()).toEqual(['1', '2', '3 waits']);
    expect(await take(3, 2, repository.id + 1)).toBe(true);
  });

  test('a place that is given back goes to whoever asked first, whoever asks next', async () => {
    for (const number of [1, 2, 3, 4]) await take(number);
    await store.giveSandbox(aTask(1).key);
    expect([await take(4), await take(3)]).toEqual([false, true]);
    await store.giveSandbox(aTask(2).key);
    expect(await take(4)).toBe(true);
    expect(await queue()).toEqual(['3', '4']);
    await store.giveSandbox(aTask(9).key);
  });

  test('without a limit there is always a place, which counts when there is one', async () => {
    for (const number of [1, 2, 3]) expect(await take(number, null)).toBe(true);
    expect([await take(4, 3), await take(1, 1), await take(4, 4)]).toEqual([false, true, true]);
  });

  test('two that ask at the same time do not get the same place', async () => {
    const asked = await Promise.all([1, 2, 3, 4, 5].map((number) => take(number, 2)));
    expect(asked.filter(Boolean)).toHaveLength(2);
  });
}
