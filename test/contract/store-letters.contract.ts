import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Job, Store } from '#ports/store.js';
import { aJob, claim, everything, next, type Place, storedAt } from './store-place.js';

const retried = { did: 'retried', at: 7_000, by: 'olga', why: null } as const;
const dropped = { did: 'dropped', at: 7_000, by: 'olga', why: 'a test' } as const;
const dayMs = 86_400_000;

/** What {@link Store} promises about jobs that were given up, and about notes that are over. */
export function contractOfLetters(find: () => Promise<Place>): void {
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

  /** Gives up the first job of a lane. */
  async function bury(lane: string, error = 'broken'): Promise<Job> {
    const held = await claim(store, { prefixes: [lane] });
    const job = await next(store, held);
    await store.buryJob(held, job, { error });
    await store.releaseLane(held, 1_000);
    return job;
  }

  test('a dead letter says when it was given up, and is found by its lane, the oldest first', async () => {
    await store.enqueue([aJob('task:1'), aJob('task:1'), aJob('talk:1'), aJob('task:2')]);
    for (const lane of ['task:1', 'talk:1', 'task:1', 'task:2']) await bury(lane);
    const found = await store.deadJobsOf(['task:1', 'talk:1']);
    expect(found.map(({ lane }) => lane)).toEqual(['task:1', 'task:1', 'talk:1']);
    expect(found[0]).toMatchObject({ error: 'broken', attempts: 1, givenUp: storedAt });
    expect(await store.deadJobsOf([])).toEqual([]);
  });

  test('what is stored with a job that is given up is stored', async () => {
    await store.enqueue([aJob('task:1')]);
    const lane = await claim(store);
    await store.buryJob(lane, await next(store, lane), { error: 'x', jobs: [aJob('talk:1')] });
    expect((await next(store, await claim(store, { prefixes: ['talk:'] }))).lane).toBe('talk:1');
  });

  test('taken up again it is as new, before what was received later, and what comes with it is stored', async () => {
    await store.enqueue([
      aJob('task:1', { payload: 'first' }),
      aJob('task:1', { payload: 'second', due: 6_000 }),
    ]);
    const { id } = await bury('task:1');
    const order = { intervention: retried, jobs: [aJob('talk:1', { due: 7_000 })] };
    expect(await store.settleDead(id, order)).toBe(true);
    expect(await store.deadJobs(9)).toEqual([]);
    const lane = await claim(store, { now: 7_000, prefixes: ['task:'] });
    expect(await next(store, lane, 7_000)).toMatchObject({
      payload: 'first',
      attempts: 1,
      crashes: 0,
      error: null,
    });
    expect((await claim(store, { now: 7_000 })).key).toBe('talk:1');
  });

  test('dropped it is never done, and a late duplicate of it is still one', async () => {
    await store.enqueue([aJob('task:1', { dedupe: 'guid-1' })]);
    const { id } = await bury('task:1');
    expect(await store.settleDead(id, { intervention: dropped, jobs: [] })).toBe(true);
    expect(await store.deadJobs(9)).toEqual([]);
    expect(await store.nextDue(everything)).toBeNull();
    expect(await store.enqueue([aJob('task:1', { dedupe: 'guid-1' })])).toEqual(['duplicate']);
    expect(await store.prune({ before: 7_001 + 30 * dayMs })).toBe(1);
  });

  test('it is settled once, by whoever comes first, and that is kept', async () => {
    await store.enqueue([aJob('task:1'), aJob('task:1')]);
    const [one, two] = [await bury('task:1', 'no answer'), await bury('task:1')];
    const settled = await Promise.all([
      store.settleDead(one.id, { intervention: retried, jobs: [] }),
      store.settleDead(one.id, { intervention: dropped, jobs: [aJob('talk:1')] }),
    ]);
    expect(settled.filter(Boolean)).toHaveLength(1);
    await store.settleDead(two.id, { intervention: dropped, jobs: [] });
    expect(await store.settleDead(99, { intervention: retried, jobs: [aJob('talk:2')] })).toBe(false);
    expect(await store.interventions(9)).toMatchObject([
      { ...dropped, job: two.id, lane: 'task:1', kind: 'delivery', error: 'broken' },
      { job: one.id, error: 'no answer' },
    ]);
    expect(await store.interventions(1)).toHaveLength(1);
  });

  test('what failed and waits for its next attempt is stuck; what snoozes or was not begun is not', async () => {
    await store.enqueue([aJob('task:1', { payload: 'fails' }), aJob('work:1'), aJob('talk:1')]);
    const failing = await claim(store, { prefixes: ['task:'] });
    await store.retryJob(failing, await next(store, failing), { at: 9_000, error: 'no answer' });
    const snoozing = await claim(store, { prefixes: ['work:'] });
    await store.retryJob(snoozing, await next(store, snoozing), { at: 9_000, error: 'x', free: true });
    expect(await store.stuckJobs(9)).toMatchObject([{ payload: 'fails', error: 'no answer', due: 9_000 }]);
  });

  test('a process that ended at a job is counted until the job is settled by one that lives', async () => {
    await store.enqueue([aJob('task:1')]);
    const lane = await claim(store);
    const crashes = async (): Promise<number> => (await next(store, lane)).crashes;
    expect([await crashes(), await crashes(), await crashes()]).toEqual([0, 1, 2]);
    const third = await next(store, lane);
    await store.retryJob(lane, third, { at: 1_000, error: 'waits', untried: true });
    const again = await next(store, lane);
    expect(again).toMatchObject({ crashes: 3, attempts: third.attempts, error: 'waits' });
    await store.retryJob(lane, again, { at: 1_000, error: 'no answer' });
    expect(await crashes()).toBe(0);
  });

  test('notes of these names are deleted when they were saved long ago, others never', async () => {
    for (const name of ['once:1', 'once%', 'app-slug:1']) await store.saveNote(name, 'x');
    const prune = (before: number) => store.pruneNotes({ prefixes: ['once:'], before });
    expect(await prune(storedAt)).toBe(0);
    expect(await prune(storedAt + 1)).toBe(1);
    expect(await store.pruneNotes({ prefixes: [], before: storedAt + 1 })).toBe(0);
    expect(await store.loadNote('once:1')).toBeNull();
    expect([await store.loadNote('once%'), await store.loadNote('app-slug:1')]).toEqual(['x', 'x']);
  });

  test('a note of which nobody knows when it was saved counts as saved when that is first asked', async () => {
    await store.saveNote('once:1', 'x');
    await place.close();
    await place.run('update notes set at = null');
    store = await place.open();
    expect(await store.pruneNotes({ prefixes: ['once:'], before: storedAt })).toBe(0);
    expect(await store.pruneNotes({ prefixes: ['once:'], before: storedAt + 1 })).toBe(1);
  });
}
