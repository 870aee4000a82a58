import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Store } from '#ports/store.js';
import { openPostgresStore } from '#store/postgres/open-postgres-store.js';
import { aJob, claim, next } from '../contract/store-place.js';
import { aRecord, aTask } from '../support/a-task.js';
import {
  createDatabase,
  describeOnPostgres,
  query,
  type Server,
  startPostgres,
} from '../support/postgres.js';

const never = new AbortController().signal;

let server: Server;
let database: { url: string; drop: () => Promise<void> };
let opened: Store[] = [];
let made = 0;

async function open(): Promise<Store> {
  const store = await openPostgresStore({ url: database.url });
  opened.push(store);
  return store;
}

await describeOnPostgres('several replicas on one PostgreSQL', () => {
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);

  afterAll(() => server.stop());

  beforeEach(async () => {
    database = await createDatabase(server, `greenlight_replicas_${process.pid}_${(made += 1)}`);
  });

  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
    opened = [];
    await database.drop();
  });

  test('replicas that start at the same moment migrate once', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, open));
    await stores[0]?.saveNote('a', 'b');
    expect(await stores[4]?.loadNote('a')).toBe('b');
  });

  test('what time it is for all of them the database says', async () => {
    const [here, there] = [await open(), await open()];
    const [before, time, after] = [await here.time(), await there.time(), await here.time()];
    expect(time).toBeGreaterThanOrEqual(before ?? Infinity);
    expect(time).toBeLessThanOrEqual(after ?? 0);
    expect(Number.isInteger(time)).toBe(true);
    expect(Math.abs((time ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('a job stored by one replica wakes the others', async () => {
    const [here, there] = [await open(), await open()];
    const woken = there.wait(there.mark(), 600_000, never);
    await here.enqueue([aJob('task:1')]);
    await woken;
    expect((await claim(there)).key).toBe('task:1');
  });

  test('a replica whose connections were all cut hears again of what others store', async () => {
    const [here, there] = [await open(), await open()];
    const again = there.wait(there.mark(), 600_000, never);
    await query(
      database.url,
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
    // It looks once when it listens again; after that it is woken by the announcement alone.
    await again;
    const woken = there.wait(there.mark(), 600_000, never);
    await here.enqueue([aJob('task:1')]);
    await woken;
    expect((await claim(there)).key).toBe('task:1');
  });

  test('jobs are numbered once their lane is theirs: whoever has it first stands first, however long that takes', async () => {
    const store = await open();
    await store.enqueue([aJob('task:1', { payload: 'first' })]);
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    await other.query('begin');
    await other.query(`select key from lanes where key = 'task:1' for update`);
    const waiting = store.enqueue([aJob('task:1', { payload: 'third' })]);
    await untilBlocked(other);
    await other.query(`
      insert into jobs (lane, kind, payload, due, state, begun, attempts, received)
      values ('task:1', 'delivery', '"second"', 1000, 'ready', 0, 0, 0)`);
    await other.query('commit');
    await other.end();
    expect(await waiting).toEqual(['new']);
    const lane = await claim(store);
    const payloads: unknown[] = [];
    for (let job = await next(store, lane); ; job = await next(store, lane)) {
      payloads.push(job.payload);
      await store.finishJob(lane, job, { now: 1_000 });
      if (payloads.length === 3) break;
    }
    expect(payloads).toEqual(['first', 'second', 'third']);
  });

  test('two tasks that leave each other a job at the same moment both succeed', async () => {
    const [here, there] = [await open(), await open()];
    for (let version = 1; version <= 5; version += 1) {
      await here.enqueue([aJob('task:1'), aJob('task:2')]);
      await Promise.all(
        [here, there].map(async (store, n) => {
          const own = `task:${n + 1}`;
          const lane = await claim(store, { owner: own, prefixes: [own] });
          await store.finishJob(lane, await next(store, lane), {
            now: 1_000,
            record: aRecord(aTask(n + 1, { version })),
            jobs: [aJob(`task:${2 - n}`, { due: 1e12 })],
          });
          await store.releaseLane(lane, 1_000);
        }),
      );
    }
    expect((await here.loadJournal(aTask(1).key)).length).toBe(5);
  });

  test('a database that does not answer is said to be unreachable', async () => {
    const url = 'postgres://nobody@127.0.0.1:1/none';
    await expect(openPostgresStore({ url })).rejects.toMatchObject({ code: 'database_unreachable' });
  });
});

/** Resolves when somebody waits for a lock in this database. */
async function untilBlocked(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
    await delay(5);
  }
}
