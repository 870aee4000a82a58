import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { JobResult, Lane, NewJob, Store, TaskRecord } from '#ports/store.js';
import type { TaskKey } from '#process/task.js';
import { findBreak } from '#store/chain.js';
import { aChange, aRecord, aTask, repository } from '../support/a-task.js';
import { aJob, claim, everything, next, type Place } from './store-place.js';

const head = 'a'.repeat(40);
const granted = (task: TaskKey): NewJob => aJob(`task:${task}`, { kind: 'granted', payload: task });

/** What {@link Store} promises about tasks, their journals and the production queue. */
export function contractOfTasks(find: () => Promise<Place>): void {
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

  /** Finishes one job with `result`, in a lane of its own. */
  async function finish(result: Partial<JobResult>): Promise<void> {
    await store.enqueue([aJob('work:1')]);
    const lane = await claim(store, { prefixes: ['work:'] });
    try {
      await store.finishJob(lane, await next(store, lane), { now: 1_000, ...result });
    } finally {
      await store.releaseLane(lane, 1_000);
    }
  }

  const record = (number: number, over: Partial<Omit<TaskRecord, 'task'>> = {}, version = 1) =>
    finish({ record: aRecord(aTask(number, { version }), { granted, ...over }) });

  /** The tasks that were told that production is theirs, since last asked. */
  async function told(): Promise<readonly unknown[]> {
    const payloads: unknown[] = [];
    for (;;) {
      const lane: Lane | null = await store.claimLane({
        owner: 'a',
        now: 2_000,
        leaseMs: 10_000,
        prefixes: ['task:'],
      });
      if (lane === null) return payloads;
      const job = await next(store, lane, 2_000);
      payloads.push(job.payload);
      await store.finishJob(lane, job, { now: 2_000 });
      await store.releaseLane(lane, 2_000);
    }
  }

  test('a recorded task is found by its key, its pull request and its head, also after opening again', async () => {
    const task = aTask(1, { change: aChange(12, head), stage: 'testing' });
    await finish({ record: aRecord(task) });
    await place.close();
    store = await place.open();
    expect(await store.loadTask(task.key)).toEqual(task);
    expect(await store.taskOfChange(repository.id, 12)).toBe(task.key);
    expect(await store.tasksAtHead(repository.id, head)).toEqual([task.key]);
  });

  test('what was never stored is not found', async () => {
    expect(await store.loadTask('1#1')).toBeNull();
    expect(await store.taskOfChange(1, 1)).toBeNull();
    expect(await store.tasksAtHead(1, head)).toEqual([]);
    expect(await store.openTasks(1)).toEqual([]);
    expect(await store.loadJournal('1#1')).toEqual([]);
    expect(await store.loadShown('1#1')).toMatchObject({ version: 0, card: null });
    expect(await store.loadNote('cursor')).toBeNull();
    expect(await store.productionQueue(1)).toEqual([]);
  });

  test('a task is found in its own repository only, and by what it is now', async () => {
    const change = aChange(12, head);
    await finish({ record: aRecord(aTask(1, { change })) });
    expect(await store.taskOfChange(1, 12)).toBeNull();
    expect(await store.tasksAtHead(1, head)).toEqual([]);
    await finish({
      record: aRecord(aTask(1, { version: 2, change: { ...change, head: 'b'.repeat(40) } })),
    });
    expect(await store.tasksAtHead(repository.id, head)).toEqual([]);
    expect(await store.tasksAtHead(repository.id, 'b'.repeat(40))).toEqual([aTask(1).key]);
  });

  test('tasks are open until they are released or cancelled', async () => {
    await finish({ record: aRecord(aTask(1)) });
    await finish({ record: aRecord(aTask(2, { stage: 'rollback' })) });
    await finish({ record: aRecord(aTask(3, { stage: 'released' })) });
    await finish({ record: aRecord(aTask(4, { stage: 'cancelled' })) });
    await finish({ record: aRecord(aTask(5, { repository: { ...repository, id: 8 } })) });
    expect(await store.openTasks(repository.id)).toEqual([aTask(1).key, aTask(2).key]);
    await finish({ record: aRecord(aTask(1, { version: 2, stage: 'cancelled' })) });
    expect(await store.openTasks(repository.id)).toEqual([aTask(2).key]);
  });

  test('a repository with open tasks is found once, by the name that its newest one knows', async () => {
    const other = { ...repository, id: repository.id + 1, name: 'api' };
    await finish({ record: aRecord(aTask(1)) });
    await finish({ record: aRecord(aTask(1, { repository: other })) });
    await finish({ record: aRecord(aTask(2, { repository: { ...repository, name: 'renamed' } })) });
    await finish({ record: aRecord(aTask(3, { stage: 'released' })) });
    await finish({
      record: aRecord(aTask(4, { repository: { ...repository, id: 8 }, stage: 'cancelled' })),
    });
    expect(await store.openRepositories()).toEqual([{ ...repository, name: 'renamed' }, other]);
    const over = { ...repository, id: 8 };
    expect(await store.repositories()).toEqual([over, repository, other]);
  });

  test('a pull request that two tasks had belongs to the one that is open', async () => {
    const change = aChange(12, head);
    await finish({ record: aRecord(aTask(1, { change, stage: 'cancelled' })) });
    await finish({ record: aRecord(aTask(2, { change })) });
    await finish({ record: aRecord(aTask(3, { change, stage: 'released' })) });
    expect(await store.taskOfChange(repository.id, 12)).toBe(aTask(2).key);
  });

  test('the journal tells the decisions, oldest first, each chained to the one before', async () => {
    for (const version of [1, 2, 3]) await record(1, {}, version);
    const journal = await store.loadJournal(aTask(1).key);
    expect(journal).toMatchObject([1, 2, 3].map((number) => ({ number, task: aTask(1).key })));
    expect(journal[1]).toMatchObject(aRecord(aTask(1, { version: 2 })).entry);
    expect(journal[0]?.previous).toBe('0'.repeat(64));
    expect(journal[2]?.previous).toBe(journal[1]?.hash);
    expect(findBreak(journal)).toBeNull();
    expect(await store.loadJournal(aTask(1).key, { after: 2 })).toEqual(journal.slice(2));
    expect(await store.loadJournal(aTask(1).key, { after: 3 })).toEqual([]);
  });

  test('the database refuses to change or delete what the journal tells', async () => {
    await record(1);
    await place.close();
    await expect(place.run(`update journal set entry = '{}'`)).rejects.toThrow('append-only');
    await expect(place.run(`delete from journal`)).rejects.toThrow('append-only');
    store = await place.open();
    expect(await store.loadJournal(aTask(1).key)).toHaveLength(1);
  });

  test.each([
    ['changed', `update journal set entry = replace(entry, 'Task 1', 'Task 9') where number = 2`, 2],
    ['left out', `delete from journal where number = 2`, 2],
    ['cut off at its beginning', `delete from journal where number = 1`, 1],
    ['renumbered', `update journal set number = 9 where number = 3`, 3],
    ['hashed anew', `update journal set hash = '${'f'.repeat(64)}' where number = 1`, 1],
  ])('a journal that was %s behind the guard is found out', async (_how, tampering, at) => {
    for (const version of [1, 2, 3]) await record(1, {}, version);
    await place.close();
    await place.run(...place.unguard, tampering);
    store = await place.open();
    expect(findBreak(await store.loadJournal(aTask(1).key))).toBe(at);
  });

  test('a decision that does not follow the stored version is refused, and nothing of it is stored', async () => {
    await record(1);
    await store.enqueue([aJob('work:2')]);
    const lane = await claim(store, { prefixes: ['work:2'] });
    const job = await next(store, lane);
    for (const version of [1, 3]) {
      const wrong = aRecord(aTask(1, { version, title: 'wrong' }), { granted, production: 'request' });
      const result = { now: 1_000, record: wrong, jobs: [aJob('task:x', { dedupe: 'left-over' })] };
      await expect(store.finishJob(lane, job, result)).rejects.toThrow('does not follow');
    }
    const first = { now: 1_000, record: aRecord(aTask(2, { version: 2 })) };
    await expect(store.finishJob(lane, job, first)).rejects.toThrow('does not follow');

    expect((await store.loadTask(aTask(1).key))?.title).toBe('Task 1');
    expect(await store.loadTask(aTask(2).key)).toBeNull();
    expect(await store.loadJournal(aTask(1).key)).toHaveLength(1);
    expect(await store.productionQueue(repository.id)).toEqual([]);
    expect(await told()).toEqual([]);
    await store.finishJob(lane, job, { now: 1_000, jobs: [aJob('task:x', { dedupe: 'left-over' })] });
    expect(await told()).toHaveLength(1);
  });

  test('a decision of a lost lane leaves nothing behind', async () => {
    await store.enqueue([aJob('work:1')]);
    const lane = await claim(store, { leaseMs: 1 });
    const job = await next(store, lane);
    await claim(store, { owner: 'b', now: 2_000 });
    const result = { now: 2_000, record: aRecord(aTask(1), { production: 'request', granted }) };
    await expect(store.finishJob(lane, job, result)).rejects.toThrow('taken over');
    expect(await store.loadTask(aTask(1).key)).toBeNull();
    expect(await store.loadJournal(aTask(1).key)).toEqual([]);
    expect(await store.productionQueue(repository.id)).toEqual([]);
  });

  test('production is granted to one task at a time, in the order of the requests', async () => {
    for (const number of [2, 3, 1]) await record(number, { production: 'request' });
    expect(await told()).toEqual([aTask(2).key]);
    expect(await store.productionQueue(repository.id)).toEqual([
      { task: aTask(2).key, since: 1_000, granted: true },
      { task: aTask(3).key, since: 1_000, granted: false },
      { task: aTask(1).key, since: 1_000, granted: false },
    ]);
    await record(2, { production: 'release' }, 2);
    expect(await told()).toEqual([aTask(3).key]);
    await record(3, { production: 'release' }, 2);
    await record(1, { production: 'release' }, 2);
    expect(await told()).toEqual([aTask(1).key]);
    expect(await store.productionQueue(repository.id)).toEqual([]);
  });

  test('a task that asks again is told again when it holds production, and keeps its place when it waits', async () => {
    await record(1, { production: 'request' });
    await record(2, { production: 'request' });
    await record(3, { production: 'request' });
    expect(await told()).toEqual([aTask(1).key]);
    await record(1, { production: 'request' }, 2);
    expect(await told()).toEqual([aTask(1).key]);
    await record(2, { production: 'request' }, 2);
    expect(await told()).toEqual([]);
    expect((await store.productionQueue(repository.id)).map(({ task }) => task)).toEqual(
      [1, 2, 3].map((number) => aTask(number).key),
    );
  });

  test('a task that stops waiting for production changes nothing for its holder', async () => {
    for (const number of [1, 2, 3]) await record(number, { production: 'request' });
    await record(2, { production: 'release' }, 2);
    expect(await told()).toEqual([aTask(1).key]);
    await record(1, { production: 'release' }, 2);
    expect(await told()).toEqual([aTask(3).key]);
  });

  test('each repository has a production of its own', async () => {
    const elsewhere = aTask(2, { repository: { ...repository, id: 8 } });
    await record(1, { production: 'request' });
    await finish({ record: aRecord(elsewhere, { production: 'request', granted }) });
    expect([...(await told())].sort()).toEqual([elsewhere.key, aTask(1).key].sort());
  });

  test('tasks that ask for and give back production at the same moment end with one holder', async () => {
    const other = await place.open();
    const numbers = Array.from({ length: 12 }, (_, n) => n + 1);
    await store.enqueue(numbers.map((number) => aJob(`work:${number}`)));
    await store.enqueue(numbers.map((number) => aJob(`work:${number}`)));
    const turn = async (number: number, version: number): Promise<void> => {
      const own = number % 2 ? store : other;
      const production = version === 1 ? 'request' : 'release';
      const task = aTask(number, { version });
      const lane = await claim(own, { owner: `o${number}`, prefixes: [`work:${number}`] });
      const result = {
        record: aRecord(task, { production, granted: () => aJob(`work:${(number % 12) + 1}`) }),
      };
      await own.finishJob(lane, await next(own, lane), { now: 1_000, ...result });
      await own.releaseLane(lane, 1_000);
    };
    // Prefixes of one another ("work:1", "work:12") are claimed apart.
    const order = [10, 11, 12, 2, 3, 4, 5, 6, 7, 8, 9];
    await Promise.all(order.map((number) => turn(number, 1)));
    const queue = await store.productionQueue(repository.id);
    expect(queue.map((place) => place.granted)).toEqual([true, ...Array<boolean>(10).fill(false)]);
    await Promise.all(order.slice(0, 10).map((number) => turn(number, 2)));
    expect(await store.productionQueue(repository.id)).toMatchObject([{ task: aTask(9).key, granted: true }]);
  });

  test('what is shown on GitHub is kept per task, the last of it', async () => {
    const shown = {
      version: 3,
      node: 'I_1',
      card: { comment: 9, node: 'IC_9', body: 'ü' },
      label: null,
      check: null,
      calls: [],
    };
    await store.saveShown('1#1', shown);
    await store.saveShown('1#2', { ...shown, version: 1 });
    await store.saveShown('1#1', { ...shown, version: 4, label: 'stage: demo' });
    expect(await store.loadShown('1#1')).toEqual({ ...shown, version: 4, label: 'stage: demo' });
    expect((await store.loadShown('1#2')).version).toBe(1);
  });

  test('who shows one part of a task keeps that part, and nobody else’s with it', async () => {
    const check = { id: 7, head: 'a'.repeat(40), body: 'green' };
    const labels = Array.from({ length: 8 }, (_, index) => `stage: ${index}`);
    for (const label of labels)
      await Promise.all([
        store.saveShown('1#1', { label, version: 1 }),
        store.saveShown('1#1', { check: { ...check, body: label } }),
      ]);
    const last = labels.at(-1) ?? '';
    expect(await store.loadShown('1#1')).toEqual({
      version: 1,
      node: null,
      card: null,
      label: last,
      check: { ...check, body: last },
      calls: [],
    });
  });

  test('notes outlive a restart', async () => {
    await store.saveNote('cursor', 'a');
    await store.saveNote('cursor', 'b');
    await place.close();
    store = await place.open();
    expect(await store.loadNote('cursor')).toBe('b');
    expect(await store.loadNote('other')).toBeNull();
  });

  test('a stored task that is no task is refused, not believed', async () => {
    await record(1);
    await place.close();
    await place.run(`update tasks set snapshot = '{"key": 1}'`);
    store = await place.open();
    await expect(store.loadTask(aTask(1).key)).rejects.toThrow('cannot be read');
    await place.close();
    await place.run(`update tasks set snapshot = '{'`);
    store = await place.open();
    await expect(store.loadTask(aTask(1).key)).rejects.toThrow('cannot be read');
  });

  test('a store of a newer Greenlight, or with an edited migration, is not opened', async () => {
    await place.close();
    await place.run(`insert into migrations (name, sha256) values ('999-future', 'x')`);
    await expect(place.open()).rejects.toMatchObject({ code: 'store_newer' });
    await place.run(`delete from migrations where name = '999-future'`);
    store = await place.open();
    await place.close();
    await place.run(`update migrations set sha256 = 'x'`);
    await expect(place.open()).rejects.toMatchObject({ code: 'store_edited' });
  });

  test('two hundred thousand open tasks do not slow a delivery', async () => {
    const deliver = async (): Promise<number> => {
      const began = performance.now();
      await store.enqueue([aJob('work:1')]);
      const lane = await claim(store, { prefixes: ['work:'] });
      await store.finishJob(lane, await next(store, lane), { now: 1_000 });
      await store.tasksAtHead(8, head);
      await store.taskOfChange(8, 9_999);
      await store.releaseLane(lane, 1_000);
      await store.nextDue(everything);
      return performance.now() - began;
    };
    const median = async (): Promise<number> => {
      const times: number[] = [];
      for (let n = 0; n < 60; n += 1) times.push(await deliver());
      return times.sort((a, b) => a - b)[30] ?? NaN;
    };
    const few = await median();
    await place.close();
    const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 200000)`;
    await place.run(
      `insert into tasks (key, repository, number, version, stage, open, change, head, snapshot)
        ${numbers} select '8#' || i, 8, i, 1, 'testing', 1, i, 'h' || i, '{}' from n`,
      `insert into lanes (key, due, fence) ${numbers} select 'task:8#' || i, 90000 + i, 0 from n`,
      `insert into jobs (lane, kind, payload, due, state, begun, attempts, received)
        ${numbers} select 'task:8#' || i, 'timer', '{}', 90000 + i, 'ready', 0, 0, 1 from n`,
      'analyze',
    );
    store = await place.open();
    const many = await median();
    // Reading one of these tables from end to end, as without an index, costs more than this.
    expect(many).toBeLessThan(few * 2 + 3);
  });
}
