import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LaneLost } from '#errors/lane-lost.js';
import type { Job, Lane, Store } from '#ports/store.js';
import { aJob, claim, everything, next, type Place, storedAt } from './store-place.js';

/** What {@link Store} promises about jobs and lanes. */
export function contractOfLanes(find: () => Promise<Place>): void {
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

  const claimAt = (now: number, over: { owner?: string; prefixes?: readonly string[] } = {}) =>
    store.claimLane({ owner: 'a', now, leaseMs: 10_000, prefixes: everything, ...over });

  async function finishNext(lane: Lane, now = 1_000): Promise<Job> {
    const job = await next(store, lane, now);
    await store.finishJob(lane, job, { now });
    return job;
  }

  test('when the newest job was stored is known, whatever became of it', async () => {
    expect(await store.lastReceived()).toBeNull();
    await store.enqueue([aJob('task:1')]);
    const { received } = await finishNext(await claim(store));
    expect(await store.lastReceived()).toBe(received);
  });

  test('a stored job is there, whole, after the store was opened again', async () => {
    const payload = { text: 'ünï "quoted" \u0000 \ud800', list: [1, null, { deep: true }] };
    await store.enqueue([aJob('task:1', { payload, dedupe: 'guid-1' })]);
    await place.close();
    store = await place.open();
    const job = await next(store, await claim(store));
    expect(job).toEqual({
      id: job.id,
      lane: 'task:1',
      kind: 'delivery',
      payload,
      due: 1_000,
      dedupe: 'guid-1',
      attempts: 1,
      received: storedAt,
      error: null,
      newest: job.id,
      crashes: 0,
    });
  });

  test('a job joins one that waits in its lane and does the same; a delivery that did is a duplicate after it', async () => {
    const look = aJob('task:1', { joins: 'look' });
    expect(await store.enqueue([look, { ...look, dedupe: 'guid-1' }, look])).toEqual([
      'new',
      'joined',
      'joined',
    ]);
    expect(await store.enqueue([{ ...look, dedupe: 'guid-1' }])).toEqual(['duplicate']);
    const apart = [aJob('task:1', { joins: 'other' }), aJob('task:2', { joins: 'look' }), aJob('task:1')];
    expect(await store.enqueue(apart)).toEqual(['new', 'new', 'new']);
    const lane = await claim(store, { prefixes: ['task:1'] });
    const order = [await finishNext(lane), await finishNext(lane), await finishNext(lane)];
    expect(order.map(({ id }) => id)).toEqual(order.map(({ id }) => id).sort((a, b) => a - b));
    expect(await store.nextJob(lane, 1_000)).toBeNull();
  });

  test('a job that was begun, or is due later, is joined by none: it may have looked already, or look too late', async () => {
    const look = aJob('task:1', { joins: 'look' });
    await store.enqueue([look]);
    const lane = await claim(store);
    const begun = await next(store, lane);
    expect(await store.enqueue([{ ...look, due: 9_000 }, look])).toEqual(['new', 'new']);
    await store.finishJob(lane, begun, { now: 1_000, jobs: [look] });
    await finishNext(lane);
    expect(await store.nextJob(lane, 1_000)).toBeNull();
    expect((await finishNext(lane, 9_000)).due).toBe(9_000);
  });

  test('a job knows the newest of its lane when it was handed out', async () => {
    await store.enqueue([aJob('task:1'), aJob('task:1'), aJob('task:2')]);
    const lane = await claim(store, { prefixes: ['task:1'] });
    const first = await next(store, lane);
    await store.enqueue([aJob('task:1')]);
    await store.finishJob(lane, first, { now: 1_000 });
    const second = await finishNext(lane);
    const third = await finishNext(lane);
    expect([first.newest, second.newest, third.newest]).toEqual([second.id, third.id, third.id]);
  });

  test('a job that was stored before is a duplicate, also within one call and after it was done', async () => {
    const job = aJob('task:1', { dedupe: 'guid-1' });
    expect(await store.enqueue([job, job, aJob('task:1', { dedupe: 'guid-2' })])).toEqual([
      'new',
      'duplicate',
      'new',
    ]);
    const lane = await claim(store);
    await finishNext(lane);
    expect(await store.enqueue([job])).toEqual(['duplicate']);
    expect((await finishNext(lane)).dedupe).toBe('guid-2');
    expect(await store.nextJob(lane, 1_000)).toBeNull();
  });

  test('jobs without a dedupe are never duplicates, and no jobs are no work', async () => {
    expect(await store.enqueue([aJob('task:1'), aJob('task:1')])).toEqual(['new', 'new']);
    expect(await store.enqueue([])).toEqual([]);
  });

  test('a dead job that is stored again is made ready again, with its attempts before it', async () => {
    const job = aJob('task:1', { dedupe: 'guid-1' });
    await store.enqueue([job]);
    const lane = await claim(store);
    await store.buryJob(lane, await next(store, lane), { error: 'broken' });
    await store.releaseLane(lane, 1_000);
    expect(await store.nextDue(everything)).toBeNull();
    expect(await store.enqueue([{ ...job, due: 2_000 }])).toEqual(['rearmed']);
    expect(await store.deadJobs(10)).toEqual([]);
    expect(await next(store, await claim(store, { now: 2_000 }), 2_000)).toMatchObject({
      attempts: 1,
      error: null,
    });
  });

  test('a dead job that is stored again under another lane is done in its own', async () => {
    await store.enqueue([aJob('task:1', { dedupe: 'guid-1' })]);
    const lane = await claim(store);
    await store.buryJob(lane, await next(store, lane), { error: 'broken' });
    await store.releaseLane(lane, 1_000);
    expect(await store.enqueue([aJob('task:2', { dedupe: 'guid-1' })])).toEqual(['rearmed']);
    expect((await next(store, await claim(store, { prefixes: ['task:1'] }))).lane).toBe('task:1');
  });

  test('many callers at once each get the answer about their own jobs', async () => {
    const calls = Array.from({ length: 50 }, (_, n) => [
      aJob(`task:${n % 7}`, { dedupe: `guid-${n % 40}` }),
      aJob(`task:${n % 7}`),
    ]);
    const results = await Promise.all(calls.map((jobs) => store.enqueue(jobs)));
    expect(results).toEqual(calls.map((_, n) => [n < 40 ? 'new' : 'duplicate', 'new']));
  });

  test('a job that cannot be stored fails alone', async () => {
    const results = await Promise.allSettled([
      store.enqueue([aJob('task:1')]),
      store.enqueue([aJob('task:2', { payload: undefined })]),
      store.enqueue([aJob('task:3', { payload: 1n })]),
      store.enqueue([aJob('task:4')]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  });

  test('half a character and the character that ends texts are stored as what they are not: others do not fail with them', async () => {
    const odd = () => [
      aJob('task:1', { dedupe: 'label:half \ud800', payload: { title: 'half \ud800 and \0' } }),
      aJob('task:2', { dedupe: 'label:\0', joins: 'seen:\0' }),
    ];
    const [results, others] = await Promise.all([store.enqueue(odd()), store.enqueue([aJob('task:3')])]);
    expect([...results, ...others]).toEqual(['new', 'new', 'new']);
    expect(await store.enqueue(odd())).toEqual(['duplicate', 'duplicate']);
    const [one] = [await next(store, await claim(store, { prefixes: ['task:1'] }))];
    expect(one.payload).toEqual({ title: 'half \ud800 and \0' });
  });

  test('the lane that has been due longest is claimed first, and none twice', async () => {
    await store.enqueue([
      aJob('task:late', { due: 900 }),
      aJob('task:first', { due: 500 }),
      aJob('task:future', { due: 1_001 }),
    ]);
    expect((await claimAt(1_000))?.key).toBe('task:first');
    expect((await claimAt(1_000))?.key).toBe('task:late');
    expect(await claimAt(1_000)).toBeNull();
  });

  test('only lanes whose names start with a prefix are claimed or waited for', async () => {
    await store.enqueue([aJob('sweep:a', { due: 100 }), aJob('task_1', { due: 200 }), aJob('taskX1')]);
    expect(await claimAt(1_000, { prefixes: [] })).toBeNull();
    expect(await claimAt(1_000, { prefixes: ['ask', 'SWEEP'] })).toBeNull();
    expect(await store.nextDue(['task_', 'taskX'])).toBe(200);
    expect(await store.nextDue(['taskX'])).toBe(1_000);
    expect(await store.nextDue([])).toBeNull();
    expect((await claimAt(1_000, { prefixes: ['none', 'task_'] }))?.key).toBe('task_1');
    expect(await claimAt(1_000, { prefixes: ['task_'] })).toBeNull();
  });

  test('lanes that are to be left are, with all that are named after them, and are not waited for', async () => {
    await store.enqueue([
      aJob('task:7#1', { due: 100 }),
      aJob('task:7', { due: 200 }),
      aJob('task:7:more', { due: 300 }),
      aJob('task:70#1', { due: 400 }),
      aJob('task:8_#1', { due: 500 }),
      aJob('task:8x#1', { due: 600 }),
    ]);
    const except = ['task:7', 'task:8_'];
    expect(await store.nextDue(everything, { except })).toBe(400);
    expect((await claim(store, { except })).key).toBe('task:70#1');
    expect((await claim(store, { except })).key).toBe('task:8x#1');
    expect(
      await store.claimLane({ owner: 'a', now: 1_000, leaseMs: 1, prefixes: everything, except }),
    ).toBeNull();
    expect(await store.nextDue(everything, { except })).toBeNull();
    expect((await claim(store)).key).toBe('task:7#1');
  });

  test('a held lane is taken over only after its lease ended, and its old holder then changes nothing', async () => {
    await store.enqueue([aJob('task:1')]);
    const old = await claim(store, { now: 1_000, leaseMs: 100 });
    const job = await next(store, old);
    expect(await claimAt(1_100, { owner: 'b' })).toBeNull();
    const taken = await claim(store, { owner: 'b', now: 1_101 });

    expect(await store.renewLane(old, 9_000)).toBe(false);
    await expect(store.nextJob(old, 1_101)).rejects.toThrow(LaneLost);
    await expect(store.retryJob(old, job, { at: 9_000, error: 'x' })).rejects.toThrow(LaneLost);
    await expect(store.buryJob(old, job, { error: 'x' })).rejects.toThrow(LaneLost);
    await expect(
      store.finishJob(old, job, { now: 1_101, jobs: [aJob('task:from-the-old')] }),
    ).rejects.toThrow(LaneLost);
    await store.releaseLane(old, 1_101);

    expect(await claimAt(1_200)).toBeNull();
    expect(await next(store, taken, 1_101)).toMatchObject({ id: job.id, attempts: 2, error: null });
  });

  test('a lane claimed again by the same owner is not the same hold', async () => {
    await store.enqueue([aJob('task:1')]);
    const first = await claim(store);
    await store.releaseLane(first, 1_000);
    await claim(store);
    await expect(store.nextJob(first, 1_000)).rejects.toThrow(LaneLost);
  });

  test('a renewed lease lasts as long as it was prolonged', async () => {
    await store.enqueue([aJob('task:1')]);
    const lane = await claim(store, { leaseMs: 100 });
    expect(await store.renewLane(lane, 5_000)).toBe(true);
    expect(await claimAt(5_000, { owner: 'b' })).toBeNull();
    expect(await claimAt(5_001, { owner: 'b' })).not.toBeNull();
  });

  test('jobs come in the order they were received, whatever time the callers thought it was', async () => {
    await store.enqueue([aJob('task:1', { payload: 1, due: 900 })]);
    await store.enqueue([aJob('task:1', { payload: 2, due: 300 }), aJob('task:1', { payload: 3, due: 600 })]);
    const lane = await claim(store);
    const seen = [await finishNext(lane), await finishNext(lane), await finishNext(lane)];
    expect(seen.map(({ payload }) => payload)).toEqual([1, 2, 3]);
  });

  test('an attempt is counted before its job is handed out', async () => {
    await store.enqueue([aJob('task:1')]);
    const lane = await claim(store);
    expect((await next(store, lane)).attempts).toBe(1);
    await store.releaseLane(lane, 1_000);
    expect((await next(store, await claim(store))).attempts).toBe(2);
  });

  test('until a failed job is tried again, the later jobs of its lane wait; other lanes do not', async () => {
    await store.enqueue([aJob('task:1', { payload: 1 }), aJob('task:1', { payload: 2 }), aJob('task:2')]);
    const lane = await claim(store, { prefixes: ['task:1'] });
    const job = await next(store, lane);
    await store.retryJob(lane, job, { at: 3_000, error: 'no answer' });
    expect(await store.nextJob(lane, 2_999)).toBeNull();
    await store.releaseLane(lane, 1_000);
    expect((await claimAt(2_999))?.key).toBe('task:2');
    expect(await claimAt(2_999)).toBeNull();
    expect(await store.nextDue(everything)).toBe(3_000);

    const again = await claim(store, { now: 3_000 });
    expect(await next(store, again, 3_000)).toMatchObject({ payload: 1, attempts: 2, error: 'no answer' });
  });

  test('a delivery that arrives during a retry does not overtake it', async () => {
    await store.enqueue([aJob('task:1', { payload: 1 })]);
    const lane = await claim(store);
    await store.retryJob(lane, await next(store, lane), { at: 3_000, error: 'x' });
    await store.releaseLane(lane, 1_000);
    await store.enqueue([aJob('task:1', { payload: 2 })]);
    const early = await claim(store, { now: 2_000 });
    expect(await store.nextJob(early, 2_000)).toBeNull();
    await store.releaseLane(early, 2_000);
    expect(await store.nextDue(everything)).toBe(3_000);
  });

  test('a snoozed job costs no attempt, and its lane waits all the same', async () => {
    await store.enqueue([aJob('task:1', { payload: 1 }), aJob('task:1', { payload: 2 })]);
    const lane = await claim(store);
    const job = await next(store, lane);
    await store.retryJob(lane, job, { at: 3_000, error: 'not yet', free: true });
    expect(await store.nextJob(lane, 2_000)).toBeNull();
    expect(await next(store, lane, 3_000)).toMatchObject({ payload: 1, attempts: 1 });
  });

  test('what is free once counts as one attempt, however often it happens', async () => {
    await store.enqueue([aJob('task:1')]);
    const lane = await claim(store);
    const attempts: number[] = [];
    for (let now = 1_000; now < 6_000; now += 1_000) {
      const job = await next(store, lane, now);
      attempts.push(job.attempts);
      await store.retryJob(lane, job, { at: now + 1_000, error: 'GitHub rests', free: 'once' });
    }
    expect(attempts).toEqual([1, 2, 2, 2, 2]);
    expect((await next(store, lane, 9_000)).error).toBe('GitHub rests');
  });

  test('what waits after a snooze is due at once when its lane is hurried, and so is whoever sleeps until then', async () => {
    await store.enqueue([aJob('task:1', { payload: 1 }), aJob('task:1', { payload: 2 })]);
    const lane = await claim(store);
    await store.retryJob(lane, await next(store, lane), { at: 60_000, error: 'not yet', free: true });
    await store.releaseLane(lane, 1_000);
    const mark = store.mark();
    await store.hurryLane('task:1', 2_000);
    await store.wait(mark, 60_000, new AbortController().signal);
    expect(await store.nextDue(everything)).toBe(2_000);
    expect(await claimAt(1_999)).toBeNull();
    const again = await claim(store, { now: 2_000 });
    expect(await next(store, again, 2_000)).toMatchObject({ payload: 1, attempts: 1 });
  });

  test('a lane that is hurried while its job is worked on does not sleep when that is snoozed, once', async () => {
    await store.enqueue([aJob('task:1')]);
    const lane = await claim(store);
    const job = await next(store, lane);
    await store.hurryLane('task:1', 1_000);
    await store.retryJob(lane, job, { at: 60_000, error: 'not yet', free: true });
    await store.releaseLane(lane, 1_000);
    const again = await claim(store);
    await store.retryJob(again, await next(store, again), { at: 60_000, error: 'not yet', free: true });
    await store.releaseLane(again, 1_000);
    expect(await store.nextDue(everything)).toBe(60_000);
  });

  test('a lane that is hurried after its snooze and before it was given back is due when it is', async () => {
    await store.enqueue([aJob('task:1')]);
    const lane = await claim(store);
    await store.retryJob(lane, await next(store, lane), { at: 60_000, error: 'not yet', free: true });
    await store.hurryLane('task:1', 1_500);
    await store.releaseLane(lane, 1_500);
    expect(await store.nextDue(everything)).toBe(1_500);
  });

  test('what waits after an error, or was never begun, or is in another lane is not hurried', async () => {
    await store.enqueue([aJob('task:1'), aJob('task:2', { due: 50_000 }), aJob('task:3')]);
    const failed = await claim(store, { prefixes: ['task:1'] });
    await store.retryJob(failed, await next(store, failed), { at: 40_000, error: 'no answer' });
    await store.releaseLane(failed, 1_000);
    const snoozed = await claim(store, { prefixes: ['task:3'] });
    await store.retryJob(snoozed, await next(store, snoozed), { at: 60_000, error: 'x', free: true });
    await store.releaseLane(snoozed, 1_000);
    for (const lane of ['task:1', 'task:2', 'task:4']) await store.hurryLane(lane, 2_000);
    for (const [prefix, due] of [
      ['task:1', 40_000],
      ['task:2', 50_000],
      ['task:3', 60_000],
    ] as const)
      expect(await store.nextDue([prefix])).toBe(due);
    expect(await store.nextDue(['task:4'])).toBeNull();
  });

  test('a timer that is not due yet lets later jobs pass', async () => {
    await store.enqueue([aJob('task:1', { payload: 'timer', due: 8_000 }), aJob('task:1')]);
    const lane = await claim(store);
    expect((await finishNext(lane)).payload).toEqual({ lane: 'task:1' });
    expect(await store.nextJob(lane, 7_999)).toBeNull();
    await store.releaseLane(lane, 1_000);
    expect(await store.nextDue(everything)).toBe(8_000);
    expect(await claimAt(7_999)).toBeNull();
    expect((await next(store, await claim(store, { now: 8_000 }), 8_000)).payload).toBe('timer');
  });

  test('a lane of timers only is due when the earliest is', async () => {
    await store.enqueue([aJob('task:1', { due: 9_000 }), aJob('task:1', { due: 7_000 })]);
    expect(await store.nextDue(everything)).toBe(7_000);
    const lane = await claim(store, { now: 7_000 });
    expect(await store.nextDue(everything)).toBeNull();
    expect((await finishNext(lane, 7_000)).due).toBe(7_000);
    await store.releaseLane(lane, 7_000);
    expect(await store.nextDue(everything)).toBe(9_000);
  });

  test('a lane given back early is due again at once; one that is done, never', async () => {
    await store.enqueue([aJob('task:1'), aJob('task:1')]);
    const first = await claim(store);
    await finishNext(first);
    await store.releaseLane(first, 1_000);
    const second = await claim(store);
    await finishNext(second);
    await store.releaseLane(second, 1_000);
    expect(await claimAt(1_000_000)).toBeNull();
  });

  test('a job given up is a dead letter with its reason, newest first, and its lane goes on', async () => {
    const jobs = [1, 2, 3].map((payload) => aJob('task:1', { payload, dedupe: `guid-${payload}` }));
    await store.enqueue(jobs);
    const lane = await claim(store);
    for (const error of ['first', 'second']) await store.buryJob(lane, await next(store, lane), { error });
    expect((await next(store, lane)).payload).toBe(3);
    expect(await store.deadJobs(1)).toMatchObject([{ payload: 2, error: 'second', attempts: 1 }]);
    expect((await store.deadJobs(9)).map(({ payload }) => payload)).toEqual([2, 1]);
  });

  test('a job is settled once', async () => {
    await store.enqueue([aJob('task:1')]);
    const lane = await claim(store);
    const job = await finishNext(lane);
    await expect(store.finishJob(lane, job, { now: 1_000 })).rejects.toThrow('not being worked on');
    await expect(store.retryJob(lane, job, { at: 1_000, error: 'x' })).rejects.toThrow('not being worked on');
    await expect(store.buryJob(lane, job, { error: 'x' })).rejects.toThrow('not being worked on');
  });

  test('two owners who race for lanes never get the same one', async () => {
    await store.enqueue(Array.from({ length: 20 }, (_, n) => aJob(`task:${n}`)));
    const other = await place.open();
    const claims = Array.from({ length: 40 }, (_, n) =>
      (n % 2 ? store : other).claimLane({
        owner: `owner-${n}`,
        now: 1_000,
        leaseMs: 10_000,
        prefixes: everything,
      }),
    );
    const keys = (await Promise.all(claims)).flatMap((lane) => (lane ? [lane.key] : []));
    expect(keys).toHaveLength(20);
    expect(new Set(keys).size).toBe(20);
  });

  test('with failures at random, 20 lanes of 15 jobs keep their order and never run two at once', async () => {
    const lanes = Array.from({ length: 20 }, (_, n) => `task:${n}`);
    for (let turn = 0; turn < 15; turn += 1)
      await store.enqueue(lanes.map((lane) => aJob(lane, { payload: turn, due: 0 })));
    const stores = [store, await place.open()];
    const done = new Map<string, unknown[]>(lanes.map((lane) => [lane, []]));
    const busy = new Set<string>();
    let now = 1_000;
    let left = 300;
    let failed = 0;
    let seed = 42;
    // A small generator of our own: the same failures in every run.
    const random = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;

    async function attempt(own: Store, lane: Lane): Promise<boolean> {
      const job = await own.nextJob(lane, now);
      if (job === null) return false;
      expect(busy.has(lane.key)).toBe(false);
      busy.add(lane.key);
      await new Promise(setImmediate);
      const fails = random() < 0.3;
      busy.delete(lane.key);
      if (fails) {
        failed += 1;
        await own.retryJob(lane, job, { at: now + 50, error: 'x', free: random() < 0.5 });
        return false;
      }
      done.get(lane.key)?.push(job.payload);
      await own.finishJob(lane, job, { now });
      left -= 1;
      return random() < 0.7;
    }

    async function workAs(owner: string, own: Store): Promise<void> {
      while (left > 0) {
        const lane = await own.claimLane({ owner, now, leaseMs: 1_000_000, prefixes: ['task:'] });
        now += 1;
        if (lane === null) {
          // SQLite answers without letting go of the loop: without this, the busy ones would never go on.
          await new Promise(setImmediate);
          continue;
        }
        while (await attempt(own, lane));
        await own.releaseLane(lane, now);
      }
    }

    await Promise.all(stores.flatMap((own, n) => [1, 2, 3].map((worker) => workAs(`${n}-${worker}`, own))));
    expect(failed).toBeGreaterThan(50);
    for (const lane of lanes) expect(done.get(lane)).toEqual(Array.from({ length: 15 }, (_, turn) => turn));
  });

  test('who waits is woken by a job stored since the mark, also when it came first', async () => {
    const { signal } = new AbortController();
    const before = store.mark();
    const woken = store.wait(before, 600_000, signal);
    await store.enqueue([aJob('task:1')]);
    await woken;
    await store.wait(before, 600_000, signal);
  });

  test('who waits is woken by the jobs that a finished job left', async () => {
    await store.enqueue([aJob('task:1')]);
    const lane = await claim(store);
    const job = await next(store, lane);
    const woken = store.wait(store.mark(), 600_000, new AbortController().signal);
    await store.finishJob(lane, job, { now: 1_000, jobs: [aJob('task:2')] });
    await woken;
    expect((await claimAt(1_000))?.key).toBe('task:2');
  });

  test('waiting ends with its time, and when it is aborted', async () => {
    const abort = new AbortController();
    await store.wait(store.mark(), 1, abort.signal);
    const aborted = store.wait(store.mark(), 600_000, abort.signal);
    abort.abort();
    await aborted;
    await store.wait(store.mark(), 600_000, abort.signal);
  });

  test('jobs done before a time are deleted; those with a dedupe a month later, dead and open ones never', async () => {
    const monthMs = 30 * 86_400_000;
    await store.enqueue([
      aJob('task:1', { payload: 'plain' }),
      aJob('task:1', { payload: 'once', dedupe: 'guid-1' }),
      aJob('task:1', { payload: 'dead' }),
      aJob('task:1', { payload: 'open' }),
    ]);
    const lane = await claim(store);
    await finishNext(lane, 1_000);
    await finishNext(lane, 1_000);
    await store.buryJob(lane, await next(store, lane), { error: 'x' });
    expect(await store.prune({ before: 1_000 })).toBe(0);
    expect(await store.prune({ before: 1_001 })).toBe(1);
    expect(await store.enqueue([aJob('task:1', { dedupe: 'guid-1' })])).toEqual(['duplicate']);
    expect(await store.prune({ before: 1_001 + monthMs })).toBe(1);
    expect(await store.enqueue([aJob('task:1', { dedupe: 'guid-1' })])).toEqual(['new']);
    expect(await store.deadJobs(5)).toHaveLength(1);
    expect((await next(store, lane)).payload).toBe('open');
  });
}
