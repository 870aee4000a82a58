import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Engine } from '#engine/engine.js';
import { loadLetters } from '#engine/letters.js';
import type { Loaded } from '#engine/load-facts.js';
import { retryLetters } from '#engine/retry-letters.js';
import type { Store } from '#ports/store.js';
import type { Facts } from '#process/facts.js';
import type { Role } from '#process/role.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { aJob, next } from '../contract/store-place.js';
import { aTask } from '../support/a-task.js';

const task = aTask(12);
const now = 5_000;
let directory: string;
let store: Store;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'greenlight-letters-'));
  store = await openSqliteStore({ directory, clock: () => now });
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

/** Something of the task is given up. */
async function giveUp(): Promise<void> {
  await store.enqueue([aJob(`task:${task.key}`, { kind: 'event' })]);
  const lane = await store.claimLane({ owner: 'me', now, leaseMs: 1_000, prefixes: ['task:'] });
  if (lane === null) throw new Error('nothing is due');
  await store.buryJob(lane, await next(store, lane, now), { error: 'it would not do' });
  await store.releaseLane(lane, now);
}

/** `/retry` as the job with this id. */
function retry(job: number, role: Role = 'devops'): Promise<boolean> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const engine = { store, clock: { now: () => now }, log } as unknown as Engine;
  const facts = { now, actor: { bot: false, roles: [role] }, configProblem: null } as unknown as Facts;
  const event = { type: 'RetryRequested', by: 'olga', source: {} } as Parameters<
    typeof retryLetters
  >[1]['event'];
  return retryLetters(engine, { job, task, event, loaded: { facts } as Loaded });
}

test('a request that is worked on again after a crash was done; another finds nothing', async () => {
  await giveUp();
  expect(await retry(7)).toBe(true);
  expect(await loadLetters(store, task.key)).toEqual([]);
  expect(await retry(7)).toBe(true);
  expect(await retry(8)).toBe(false);
});

test('whoever may not ask for it changes nothing, and is not told that it was done', async () => {
  await giveUp();
  expect(await retry(7, 'client')).toBe(false);
  expect(await loadLetters(store, task.key)).toHaveLength(1);
  expect(await retry(7, 'client')).toBe(false);
});
