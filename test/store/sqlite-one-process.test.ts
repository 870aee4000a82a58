import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { aJob, claim, next } from '../contract/store-place.js';
import { compileRooms } from '../support/compile-rooms.js';

// Begins a job, and then stores one after the other, saying each that was acknowledged.
const holder = `
import { openSqliteStore } from './store/sqlite/open-sqlite-store.js';
const store = await openSqliteStore({ directory: process.argv[2] });
await store.enqueue([{ lane: 'task:1', kind: 'delivery', payload: 'begun', due: 0, dedupe: null }]);
const lane = await store.claimLane({ owner: 'first', now: 1000, leaseMs: 1e12, prefixes: ['task:'] });
await store.nextJob(lane, 1000);
for (let n = 0; ; n += 1) {
  await store.enqueue([{ lane: 'work:1', kind: 'delivery', payload: n, due: 0, dedupe: 'guid-' + n }]);
  process.stdout.write(n + '\\n');
  await new Promise(setImmediate);
}
`;

let rooms: string;
let directory: string;
let child: ChildProcess | null = null;

beforeAll(() => {
  rooms = compileRooms('store', 'errors', 'process');
  writeFileSync(join(rooms, 'holder.js'), holder);
});

afterAll(() => rmSync(rooms, { recursive: true }));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'greenlight-store-'));
});

afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(directory, { recursive: true });
});

/** Starts the first holder. Resolves when it has stored 20 jobs; `kill` resolves with the last one that it was told is stored. */
async function startHolder(): Promise<{ kill: () => Promise<number> }> {
  const process = spawn('node', [join(rooms, 'holder.js'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = process;
  const lines = createInterface(process.stdout);
  const closed = new Promise((resolve) => lines.once('close', resolve));
  const exited = new Promise((resolve) => process.once('exit', resolve));
  let last = -1;
  await new Promise<void>((resolve, reject) => {
    void exited.then(() => reject(new Error('the first process ended')));
    lines.on('line', (line) => {
      last = Number(line);
      if (last === 20) resolve();
    });
  });
  return {
    kill: async () => {
      process.kill('SIGKILL');
      await Promise.all([exited, closed]);
      return last;
    },
  };
}

test('a second process is refused while the first lives, and takes over at once when it was killed', async () => {
  const first = await startHolder();
  await expect(openSqliteStore({ directory })).rejects.toMatchObject({
    code: 'store_busy',
    message: expect.stringContaining(directory),
  });
  const acknowledged = await first.kill();

  const store = await openSqliteStore({ directory });
  // The lease of the dead holder had 30 years to go.
  const lane = await claim(store, { owner: 'second', prefixes: ['task:'] });
  expect(await next(store, lane)).toMatchObject({ payload: 'begun', attempts: 2 });
  const known = await store.enqueue(
    Array.from({ length: acknowledged + 1 }, (_, n) => aJob('work:1', { dedupe: `guid-${n}` })),
  );
  expect(known.every((result) => result === 'duplicate')).toBe(true);
  await store.close();
});

test('a store that is open is refused to its own process too, and is free when it was closed', async () => {
  const store = await openSqliteStore({ directory });
  await expect(openSqliteStore({ directory })).rejects.toMatchObject({ code: 'store_busy' });
  await store.close();
  await store.close();
  await (await openSqliteStore({ directory })).close();
});
