import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Engine } from '#engine/engine.js';
import { openGiveWay } from '#engine/give-way.js';
import { receive } from '#engine/receive.js';
import type { What } from '#ports/signal.js';
import type { NewJob, Store } from '#ports/store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';

const day = 86_400_000;
const now = 100 * day;
const at = now - 1_000;
let directory: string;
let store: Store;
let told: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'greenlight-identity-'));
  store = await openSqliteStore({ directory, clock: () => now });
  told = [];
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

/** Tells it under a delivery of its own; resolves to what the store made of the jobs of the task. */
async function tell(delivery: string, what: What, by = 'tess'): Promise<readonly string[]> {
  const seen: string[] = [];
  const enqueue = async (jobs: readonly NewJob[]) => {
    const results = await store.enqueue(jobs);
    seen.push(...results.filter((_, index) => jobs[index]?.kind === 'event'));
    return results;
  };
  const warn = (_: object, message: string): void => void told.push(message);
  const engine = {
    store: { ...store, enqueue },
    clock: { now: () => now },
    log: { warn },
    giveWay: openGiveWay(),
  } as unknown as Engine;
  const repository = { id: 7, owner: 'agency', name: 'shop', installation: 99 };
  await receive(engine, delivery, { repository, sender: { login: by, bot: false }, what });
  return seen;
}

const comment = {
  kind: 'comment',
  number: 12,
  onChange: false,
  comment: 5,
  node: 'c5',
  text: '',
  at,
} as const;
const label = { kind: 'label', number: 12, action: 'added', label: 'stage: planning', at } as const;
const onChange = { number: 13, branch: 'task/12-x', text: '', review: 6 } as const;
const review = { kind: 'review', ...onChange, state: 'approved', body: '', commit: 'abc', at } as const;
const button = {
  kind: 'button',
  head: 'abc',
  button: 'approve',
  run: 8,
  shown: 'then:x',
  changes: [13],
} as const;

async function haveTaskAtHead(): Promise<void> {
  const tasksAtHead = () => Promise.resolve(['7#12']);
  store = { ...store, tasksAtHead };
}

describe('what is told again under another delivery counts once', () => {
  test('each command of a comment', async () => {
    const two: What = { ...comment, body: '/approve\n/scenario Boxes close' };
    expect(await tell('a', two)).toEqual(['new', 'new']);
    expect(await tell('b', two)).toEqual(['duplicate', 'duplicate']);
    expect(await tell('c', { ...two, comment: 9 })).toEqual(['new', 'new']);
  });

  test('a review, and that it was dismissed, are two things', async () => {
    const dismissed: What = { kind: 'review-dismissed', ...onChange };
    expect([await tell('a', review), await tell('b', review)]).toEqual([['new'], ['duplicate']]);
    expect([await tell('c', dismissed), await tell('d', dismissed)]).toEqual([['new'], ['duplicate']]);
  });

  test('a label that the same person set at another time is set again', async () => {
    expect([await tell('a', label), await tell('b', label)]).toEqual([['new'], ['duplicate']]);
    expect(await tell('c', { ...label, at: at + 1_000 })).toEqual(['new']);
    expect(await tell('d', { ...label, action: 'removed' })).toEqual(['new']);
    expect(await tell('e', label, 'maria')).toEqual(['new']);
  });

  test('an issue that is closed', async () => {
    const closed: What = { kind: 'issue', number: 12, action: 'closed', at };
    expect([await tell('a', closed), await tell('b', closed)]).toEqual([['new'], ['duplicate']]);
    expect(await tell('c', { ...closed, at: at + 1_000 })).toEqual(['new']);
  });

  test('a click, until the check says something else', async () => {
    await haveTaskAtHead();
    expect([await tell('a', button), await tell('b', button)]).toEqual([['new'], ['duplicate']]);
    expect(await tell('c', { ...button, shown: 'later:x' })).toEqual(['new']);
    expect(await tell('d', { ...button, run: 9 })).toEqual(['new']);
    expect(await tell('e', button, 'olga')).toEqual(['new']);
  });
});

test('an observation is told as often as GitHub tells it: whoever waits to look is joined', async () => {
  const moved: What = { kind: 'change', number: 13, branch: 'task/12-x', text: '', head: 'abc' };
  expect(await tell('a', moved)).toEqual(['new']);
  expect(await tell('b', moved)).toEqual(['joined']);
  expect(await tell('b', moved)).toEqual(['duplicate']);
});

test('what was given up is tried again when it comes under another delivery', async () => {
  const said: What = { ...comment, body: '/approve' };
  await tell('a', said);
  const lane = await store.claimLane({ owner: 'me', now, leaseMs: 1_000, prefixes: ['task:'] });
  const job = lane && (await store.nextJob(lane, now));
  if (lane === null || job === null) throw new Error('nothing is due');
  await store.buryJob(lane, job, { error: 'it would not do' });
  await store.releaseLane(lane, now);
  expect(await tell('b', said)).toEqual(['rearmed']);
});

test('what was said longer ago than anybody remembers is not taken', async () => {
  expect(await tell('a', { ...comment, body: '/approve', at: now - 31 * day })).toEqual([]);
  expect(told).toEqual(['what was said long ago is not taken any more']);
  expect(await tell('b', { ...comment, body: '/approve', at: now - 29 * day })).toEqual(['new']);
});
