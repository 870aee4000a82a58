import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { Kysely, sql, SqliteDialect } from 'kysely';
import Database from 'libsql';
import type { Schema } from '#store/schema.js';
import { openSync } from '#store/sqlite/open-sync.js';
import { openTransact } from '#store/sqlite/open-transact.js';

let database: Database.Database;
let db: Kysely<Schema>;
let transact: ReturnType<typeof openTransact>;
/** What the disk says when it is asked to keep everything. */
let disk: () => Promise<void>;

beforeEach(() => {
  disk = () => Promise.resolve();
  database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  database.exec(`
    create table numbers (number integer primary key);
    create table pointers (number integer references numbers (number) deferrable initially deferred)`);
  db = new Kysely<Schema>({ dialect: new SqliteDialect({ database }) });
  transact = openTransact(
    db,
    openSync(() => disk()),
  );
});
afterEach(() => db.destroy());

const put = (table: 'numbers' | 'pointers', number: number): Promise<number> =>
  transact(async (tx) => {
    await sql`insert into ${sql.table(table)} values (${number})`.execute(tx);
    return number;
  });

const stored = (): unknown[] => database.prepare('select number from numbers order by number').pluck().all();

describe('transactions that reach the disk together', () => {
  test('are told what came of each, and one that fails takes back its own changes only', async () => {
    const results = await Promise.allSettled([
      put('numbers', 1),
      transact(async (tx) => {
        await sql`insert into numbers values (2)`.execute(tx);
        throw new Error('thought better of it');
      }),
      put('numbers', 3),
      put('numbers', 3),
    ]);
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
      1,
      'failed',
      3,
      'failed',
    ]);
    expect(stored()).toEqual([1, 3]);
  });

  test('have all failed when the commit fails: nobody is told that something is stored which is not', async () => {
    const results = await Promise.allSettled([put('numbers', 1), put('pointers', 9)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(stored()).toEqual([]);
    expect(await put('numbers', 1)).toBe(1);
  });

  test('are stored before anybody is told', async () => {
    const told: unknown[] = [];
    const other = put('numbers', 2);
    await put('numbers', 1).then(() => told.push(...stored()));
    await other;
    expect(told).toEqual([1, 2]);
    expect(database.inTransaction).toBe(false);
  });

  test('are told only after the disk has them, which others do not wait for', async () => {
    const asked: (() => void)[] = [];
    disk = () => new Promise((resolve) => asked.push(resolve));
    const told: number[] = [];
    const first = put('numbers', 1).then((number) => told.push(number));
    await until(() => asked.length === 1);
    const second = put('numbers', 2).then((number) => told.push(number));
    await until(() => stored().length === 2);
    expect(told).toEqual([]);

    // The first time may have begun before the second was written.
    asked[0]?.();
    await first;
    await until(() => asked.length === 2);
    expect(told).toEqual([1]);
    asked[1]?.();
    await second;
    expect(told).toEqual([1, 2]);
  });

  test('have failed when the disk refuses, and so has everything after it: what it says next is not believed', async () => {
    disk = () => Promise.reject(new Error('EIO'));
    await expect(put('numbers', 1)).rejects.toThrow('EIO');
    disk = () => Promise.resolve();
    await expect(put('numbers', 2)).rejects.toThrow('EIO');
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setImmediate();
}
