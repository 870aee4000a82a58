import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Engine } from '#engine/engine.js';
import { handleTidy, tidyJob } from '#engine/tidy.js';
import type { Job, Store } from '#ports/store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';

const day = 86_400_000;
let now = 40 * day;
let directory: string;
let store: Store;

beforeEach(async () => {
  now = 40 * day;
  directory = await mkdtemp(join(tmpdir(), 'greenlight-tidy-'));
  store = await openSqliteStore({ directory, clock: () => now });
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

const nobody = (): void => undefined;
const engine = (): Engine =>
  ({
    store,
    clock: { now: () => now },
    log: { info: nobody, warn: nobody, error: nobody },
  }) as Partial<Engine> as Engine;

/** The next job of the housekeeping lane, when one is due. */
async function claim(): Promise<{
  lane: NonNullable<Awaited<ReturnType<Store['claimLane']>>>;
  job: Job;
} | null> {
  const lane = await store.claimLane({ owner: 'me', now, leaseMs: 1_000, prefixes: ['tidy:'] });
  const job = lane && (await store.nextJob(lane, now));
  return lane && job && { lane, job };
}

test('it is done once an hour, however often it is asked for', async () => {
  expect(await store.enqueue([tidyJob(now)])).toEqual(['new']);
  expect(await store.enqueue([tidyJob(now + 1_000)])).toEqual(['duplicate']);
  const first = await claim();
  if (first === null) throw new Error('nothing is due');
  await handleTidy(engine(), first.lane, first.job);
  await store.releaseLane(first.lane, now);
  expect(await claim()).toBeNull();
  now += 3_600_000;
  expect(await claim()).not.toBeNull();
});

test('jobs that were done days ago are gone, those of yesterday are not', async () => {
  for (const name of ['old', 'young']) {
    await store.enqueue([{ lane: 'x', kind: name, payload: null, due: 0, dedupe: null }]);
    const lane = await store.claimLane({ owner: 'me', now, leaseMs: 1_000, prefixes: ['x'] });
    const job = lane && (await store.nextJob(lane, now));
    if (lane === null || job === null) throw new Error('nothing is due');
    await store.finishJob(lane, job, { now });
    await store.releaseLane(lane, now);
    now += 3 * day;
  }
  now -= 2 * day;
  await store.enqueue([tidyJob(now)]);
  const due = await claim();
  if (due === null) throw new Error('nothing is due');
  const told: unknown[] = [];
  const info = (facts: object): void => void told.push(facts);
  await handleTidy({ ...engine(), log: { info, warn: nobody, error: nobody } }, due.lane, due.job);
  expect(told).toEqual([{ pruned: 1 }]);
});
