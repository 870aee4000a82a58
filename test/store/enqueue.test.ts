import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { NewJob } from '#ports/store.js';
import type { Dialect } from '#store/dialect.js';
import { openEnqueue } from '#store/enqueue.js';
import { aJob } from '../contract/store-place.js';

type Enqueue = ReturnType<typeof openEnqueue>;

/** What the database was given, a group at a time, and what lets it go on. */
interface Group {
  readonly dedupes: readonly (string | null)[];
  readonly store: () => void;
  readonly fail: () => void;
}

let groups: Group[];
let enqueue: Enqueue;

/** A database that stores a group when the test says so. */
beforeEach(() => {
  groups = [];
  const listed: string[] = [];
  const dialect = {
    listed: (json: string) => {
      listed.push(json);
      return sql`nowhere`;
    },
    insertBoth: (_: unknown, second: (when: ReturnType<typeof sql<boolean>>) => unknown) => {
      second(sql<boolean>`true`);
      const rows = JSON.parse(listed.at(-1) ?? '[]') as readonly (readonly unknown[])[];
      const dedupes = rows.map((row) => row[4] as string | null);
      return new Promise((resolve, reject) =>
        groups.push({
          dedupes,
          store: () => resolve(dedupes.map((dedupe) => ({ dedupe }))),
          fail: () => reject(new Error('disk full')),
        }),
      );
    },
  } as unknown as Dialect;
  enqueue = openEnqueue(dialect, { wake: () => undefined, clock: () => 0 });
});

const put = (lane: string, dedupe: string, ...more: readonly NewJob[]): ReturnType<Enqueue> =>
  enqueue([aJob(lane, { dedupe }), ...more]);

async function untilGroups(count: number): Promise<void> {
  while (groups.length < count) await setImmediate();
}

/** Long enough for whoever may go on to have done so. */
async function aFewTurns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
}

test('who comes together is stored together, and another group goes on while that is written', async () => {
  const first = [put('task:1', 'a'), put('task:2', 'b')];
  await untilGroups(1);
  const second = [put('task:3', 'c'), put('task:4', 'd')];
  await untilGroups(2);
  const third = put('task:5', 'e');
  await aFewTurns();
  expect(groups.map(({ dedupes }) => dedupes)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  groups[1]?.store();
  expect(await Promise.all(second)).toEqual([['new'], ['new']]);
  await untilGroups(3);
  groups[0]?.store();
  groups[2]?.store();
  expect(await Promise.all([...first, third])).toEqual([['new'], ['new'], ['new']]);
});

test('a lane keeps the order in which callers came: who has one that is being written waits, and who came behind them', async () => {
  const first = put('task:1', 'a');
  await untilGroups(1);
  const others = [
    put('task:1', 'b', aJob('task:2', { dedupe: 'c' })),
    put('task:2', 'd'),
    put('task:3', 'e'),
  ];
  await untilGroups(2);
  await aFewTurns();
  expect(groups.map(({ dedupes }) => dedupes)).toEqual([['a'], ['e']]);
  groups[0]?.store();
  await untilGroups(3);
  expect(groups[2]?.dedupes).toEqual(['b', 'c', 'd']);
  groups[1]?.store();
  groups[2]?.store();
  expect(await Promise.all([first, ...others])).toEqual([['new'], ['new', 'new'], ['new'], ['new']]);
});

test('a group that fails fails for its callers, and the next goes on', async () => {
  const first = Promise.allSettled([put('task:1', 'a'), put('task:2', 'b')]);
  await untilGroups(1);
  const second = put('task:1', 'c');
  groups[0]?.fail();
  expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await untilGroups(2);
  groups[1]?.store();
  expect(await second).toEqual(['new']);
});
