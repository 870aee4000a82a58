import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { JobResult, NewJob, Store, TaskRecord } from '#ports/store.js';
import type { ProductionHeld } from '#process/production-facts.js';
import type { TaskKey } from '#process/task.js';
import { aRecord, aTask, repository } from '../support/a-task.js';
import { aJob, claim, next, type Place } from './store-place.js';

const granted = (task: TaskKey): NewJob => aJob(`task:${task}`, { payload: `granted ${numberOf(task)}` });
const moved = (task: TaskKey): NewJob => aJob(`talk:${task}`, { payload: `moved ${numberOf(task)}` });
const numberOf = (task: TaskKey): string => task.split('#')[1] ?? '';

const held: ProductionHeld = {
  task: aTask(1).key,
  number: 1,
  by: 'tess',
  at: 900,
  why: 'the button is red',
  head: 'a'.repeat(40),
  back: null,
};

/** What {@link Store} promises about a production that is held, frozen, or queued for in another order. */
export function contractOfProduction(find: () => Promise<Place>): void {
  let place: Place;
  let store: Store;
  const versions = new Map<number, number>();

  beforeEach(async () => {
    place = await find();
    store = await place.open();
    versions.clear();
  });

  afterEach(async () => {
    await place.close();
    await place.remove();
  });

  async function finish(result: Partial<JobResult>): Promise<void> {
    await store.enqueue([aJob('work:1')]);
    const lane = await claim(store, { prefixes: ['work:'] });
    await store.finishJob(lane, await next(store, lane), { now: 1_000, ...result });
    await store.releaseLane(lane, 1_000);
  }

  /** Records a decision of a task about production; resolves to whom it told what. */
  async function say(
    number: number,
    production: NonNullable<TaskRecord['production']>,
    over: Partial<TaskRecord> = {},
    now = 1_000,
  ): Promise<readonly unknown[]> {
    const version = (versions.get(number) ?? 0) + 1;
    versions.set(number, version);
    const task = aTask(number, { version });
    await finish({ now, record: aRecord(task, { production, granted, moved, ...over }) });
    return (await told()).toSorted();
  }

  async function told(): Promise<readonly string[]> {
    const payloads: string[] = [];
    const prefixes = ['task:', 'talk:'];
    for (;;) {
      const lane = await store.claimLane({ owner: 'a', now: 9_000, leaseMs: 10_000, prefixes });
      if (lane === null) return payloads;
      const job = await next(store, lane, 9_000);
      payloads.push(job.payload as string);
      await store.finishJob(lane, job, { now: 9_000 });
      await store.releaseLane(lane, 9_000);
    }
  }

  const queue = async (): Promise<readonly string[]> =>
    (await store.productionQueue(repository.id)).map(
      ({ task, granted: has }) => `${numberOf(task)}${has ? ' has it' : ''}`,
    );

  test('who gives production back held leaves it to nobody, until somebody lifts that; then the next has it', async () => {
    await say(1, 'request');
    await say(2, 'request');
    expect(await store.productionHeld(repository.id)).toBeNull();
    expect(await say(1, 'release', { held })).toEqual(['moved 2']);
    expect(await store.productionHeld(repository.id)).toEqual(held);
    expect(await say(3, 'request')).toEqual(['moved 2']);
    expect(await queue()).toEqual(['2', '3']);
    expect(await say(3, 'unhold')).toEqual(['granted 2', 'moved 1']);
    expect(await store.productionHeld(repository.id)).toBeNull();
    expect(await queue()).toEqual(['2 has it', '3']);
  });

  test('what was rolled back is banned in its repository for good, whatever is lifted', async () => {
    await say(1, 'request');
    await say(1, 'release', { held });
    await say(1, 'unhold');
    const asked = ['b'.repeat(40), held.head ?? ''];
    expect(await store.bannedAmong(repository.id, asked)).toEqual([held.head]);
    expect(await store.bannedAmong(repository.id, [])).toEqual([]);
    expect(await store.bannedAmong(1, asked)).toEqual([]);
  });

  test('a rollback goes before everybody who waits, also while production is held; never before its holder', async () => {
    await say(1, 'request');
    await say(2, 'request');
    expect(await say(3, 'request', { urgent: true })).toEqual(['moved 2']);
    expect(await queue()).toEqual(['1 has it', '3', '2']);
    expect(await say(1, 'release', { held })).toEqual(['granted 3', 'moved 2']);
    expect(await queue()).toEqual(['3 has it', '2']);
  });

  test('a task that is frozen is passed over, keeps its place, and has it when its time has come', async () => {
    await say(1, 'request', { notBefore: 2_000 });
    expect(await queue()).toEqual(['1']);
    expect(await say(2, 'request')).toEqual(['granted 2', 'moved 1']);
    expect(await say(3, 'request')).toEqual(['moved 1']);
    expect(await queue()).toEqual(['2 has it', '1', '3']);
    expect(await say(2, 'release', {}, 2_000)).toEqual(['granted 1', 'moved 3']);
  });

  test('a grant that is not used goes to the next, and the place is kept', async () => {
    await say(1, 'request');
    await say(2, 'request');
    expect(await say(1, 'requeue', { notBefore: 3_000 })).toEqual(['granted 2']);
    expect(await queue()).toEqual(['2 has it', '1']);
    expect(await say(1, 'requeue', { notBefore: null })).toEqual([]);
    expect(await say(2, 'release')).toEqual(['granted 1']);
  });

  test('a task moved to the front is the next; whoever is moved there later goes before it', async () => {
    for (const number of [1, 2, 3, 4]) await say(number, 'request');
    expect(await say(3, 'front')).toEqual(['moved 2', 'moved 4']);
    expect(await queue()).toEqual(['1 has it', '3', '2', '4']);
    await say(4, 'front');
    expect(await queue()).toEqual(['1 has it', '4', '3', '2']);
    await say(5, 'request');
    expect(await queue()).toEqual(['1 has it', '4', '3', '2', '5']);
  });

  test('released tasks are found, the latest release first', async () => {
    const release = { tag: 'v1', sha: 'a'.repeat(40), url: '' };
    for (const [number, since] of [
      [1, 5],
      [2, 9],
    ] as const)
      await finish({ record: aRecord(aTask(number, { stage: 'released', since, release })) });
    await finish({ record: aRecord(aTask(3, { stage: 'demo' })) });
    const found = await store.releasedTasks(repository.id);
    expect(found.map(({ number }) => number)).toEqual([2, 1]);
  });
}
