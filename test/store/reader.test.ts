import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import type { Store } from '#ports/store.js';
import { openReader, type StorePlace } from '#store/open-reader.js';
import { openPostgresStore } from '#store/postgres/open-postgres-store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { aJob, claim, next } from '../contract/store-place.js';
import { aRecord, aTask } from '../support/a-task.js';
import {
  createDatabase,
  describeOnPostgres,
  query,
  type Server,
  startPostgres,
} from '../support/postgres.js';

interface Place extends StorePlace {
  readonly run: (statement: string) => Promise<void>;
  readonly open: () => Promise<Store>;
  readonly remove: () => Promise<void>;
}

/** What is true of the reader wherever the store is. */
function readsBeside(find: () => Promise<Place>): void {
  let place: Place;
  let store: Store;

  async function begin(): Promise<void> {
    place = await find();
    store = await place.open();
  }
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  test('a task is found by its repository’s name beside whoever writes, with its journal and the newest of both', async () => {
    await begin();
    const reader = await openReader(place);
    const issue = { owner: 'SHOP', name: 'Web', number: 12 };
    expect(await reader.findTask(issue)).toBeNull();
    const task = aTask(12);
    await store.enqueue([aJob('task:12')]);
    const lane = await claim(store);
    await store.finishJob(lane, await next(store, lane), { now: 1_000, record: aRecord(task) });
    expect(await reader.findTask(issue)).toEqual(task);
    expect(await reader.findTask({ ...issue, name: 'blog' })).toBeNull();
    const [entry] = await reader.loadJournal(task.key);
    expect(entry).toEqual((await store.loadJournal(task.key))[0]);
    await reader.close();
  });

  test('a store of another version is refused, and left as it is', async () => {
    await begin();
    await store.close();
    await place.run("insert into migrations (name, sha256) values ('999-later', 'x')");
    await expect(openReader(place)).rejects.toMatchObject({ code: 'store_newer' });
    await place.run('delete from migrations');
    await expect(openReader(place)).rejects.toMatchObject({ code: 'store_older' });
  });
}

describe('looking into the embedded store', () => {
  readsBeside(async () => {
    const directory = await mkdtemp(join(tmpdir(), 'greenlight-reader-'));
    return {
      databaseUrl: null,
      directory,
      open: () => openSqliteStore({ directory }),
      run: async (statement) => {
        const database = new Database(join(directory, 'greenlight.db'));
        database.exec(statement);
        database.close();
      },
      remove: () => rm(directory, { recursive: true, force: true }),
    };
  });
});

await describeOnPostgres('looking into PostgreSQL', () => {
  let server: Server;
  let made = 0;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop());

  test('a database without a store is told', async () => {
    const { url, drop } = await createDatabase(server, `greenlight_reader_${process.pid}_none`);
    await expect(openReader({ databaseUrl: url, directory: '' })).rejects.toMatchObject({
      code: 'store_missing',
    });
    await drop();
  });

  describe('beside a server', () => readsBeside(findDatabase));

  async function findDatabase(): Promise<Place> {
    const { url, drop } = await createDatabase(server, `greenlight_reader_${process.pid}_${(made += 1)}`);
    return {
      databaseUrl: url,
      directory: '',
      open: () => openPostgresStore({ url }),
      run: async (statement) => {
        await query(url, statement);
      },
      remove: drop,
    };
  }
});
