import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type Asked, costOf } from '#github/limits/cost-of.js';
import { defaultLimits, type Limits } from '#github/limits/limits.js';
import type { Ask } from '#github/limits/ask.js';
import { type Admissions, openAdmissions } from '#github/limits/open-admissions.js';
import { openPools, type Pools } from '#github/limits/open-pools.js';
import type { Priority } from '#ports/github.js';

const read: Asked = { method: 'GET', url: '/repos/{owner}/{repo}' };
const write: Asked = { method: 'PATCH', url: '/repos/{owner}/{repo}/check-runs/{check_run_id}' };
const comment: Asked = { method: 'POST', url: '/repos/{owner}/{repo}/issues/{issue_number}/comments' };
const query: Asked = { method: 'POST', url: '/graphql', query: 'query Config { a }' };
const merge: Asked = { method: 'POST', url: '/graphql', query: 'mutation Merge { mergePullRequest }' };

const plenty: Limits = {
  requests: 9_999,
  points: 9_999,
  graphqlPoints: 9_999,
  contents: 9_999,
  contentsHour: 9_999,
  patienceMs: 30_000,
};
const now = (): number => Date.now();
const openAll = (limits: Partial<Limits>): Pools & Admissions => {
  const all = { ...plenty, ...limits };
  const pools = openPools(all, { now, elapsed: now });
  return { ...pools, ...openAdmissions(pools, { patienceMs: all.patienceMs, elapsed: now }) };
};
const open: (limits: Partial<Limits>) => Admissions = openAll;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Asks for each, and says which were admitted or given up so far. */
function ask(
  admissions: Admissions,
  asks: readonly (Partial<Ask> & { asked: Asked })[],
): { admitted: number[]; refused: number[] } {
  const so = { admitted: [] as number[], refused: [] as number[] };
  for (const [index, { asked, ...over }] of asks.entries())
    admissions.admit({ cost: costOf(asked), priority: 'gate', ...over }).then(
      () => so.admitted.push(index),
      () => so.refused.push(index),
    );
  return so;
}

const times = (count: number, asked: Asked, priority: Priority = 'gate') =>
  Array.from({ length: count }, () => ({ asked, priority }));

async function atOnce(limits: Partial<Limits>, asks: Parameters<typeof ask>[1]): Promise<number> {
  const so = ask(open(limits), asks);
  await jest.advanceTimersByTimeAsync(0);
  return so.admitted.length;
}

test('a read counts one point and a write five', async () => {
  expect(await atOnce({ points: 10 }, times(13, read))).toBe(10);
  expect(await atOnce({ points: 10 }, times(3, write))).toBe(2);
});

test('a GraphQL query is a read, a mutation a write, on a budget of their own', async () => {
  expect(await atOnce({ points: 0, graphqlPoints: 4 }, times(6, query))).toBe(4);
  expect(await atOnce({ points: 0, graphqlPoints: 10 }, times(3, merge))).toBe(2);
});

test('comments, and merges too, have a limit for a minute and one for an hour', async () => {
  expect(await atOnce({ contents: 3 }, times(5, comment))).toBe(3);
  expect(await atOnce({ contentsHour: 1 }, times(2, merge))).toBe(1);
  expect(await atOnce({ contents: 0, contentsHour: 0 }, times(2, write))).toBe(2);
});

test('no minute sees more than is allowed, and what was spent comes back a minute after it was', async () => {
  const admissions = open({ points: 10, patienceMs: 300_000 });
  const spent: number[] = [];
  for (let index = 0; index < 60; index += 1)
    void admissions.admit({ cost: costOf(read), priority: 'gate' }).then(() => {
      spent.push(Date.now());
      admissions.giveBack();
    });
  await jest.advanceTimersByTimeAsync(30_000);
  expect(spent).toHaveLength(10);
  await jest.advanceTimersByTimeAsync(29_999);
  expect(spent).toHaveLength(10);
  await jest.advanceTimersByTimeAsync(1);
  expect(spent).toHaveLength(20);
  await jest.advanceTimersByTimeAsync(240_000);
  expect(spent).toHaveLength(60);
  for (const at of spent)
    expect(spent.filter((other) => other >= at && other < at + 60_000).length).toBeLessThanOrEqual(10);
});

test('only so many are on their way at the same time', async () => {
  const admissions = open({ requests: 2 });
  const so = ask(admissions, times(4, read));
  await jest.advanceTimersByTimeAsync(0);
  expect(so.admitted).toEqual([0, 1]);
  admissions.giveBack();
  await jest.advanceTimersByTimeAsync(0);
  expect(so.admitted).toEqual([0, 1, 2]);
});

test('gates go before what is ordinary, that before cosmetics, each in the order of asking', async () => {
  const admissions = open({ requests: 1 });
  const waiting: Priority[] = ['cosmetic', 'ordinary', 'gate', 'cosmetic', 'gate', 'ordinary'];
  const so = ask(admissions, [{ asked: read }, ...waiting.map((priority) => ({ asked: read, priority }))]);
  for (let turn = 0; turn < waiting.length; turn += 1) {
    await jest.advanceTimersByTimeAsync(0);
    admissions.giveBack();
  }
  await jest.advanceTimersByTimeAsync(0);
  expect(so.admitted).toEqual([0, 3, 5, 2, 6, 1, 4]);
});

test.each([
  ['requests', 10, read],
  ['points', 10, read],
  ['graphqlPoints', 10, query],
  ['contents', 10, comment],
  ['contentsHour', 10, comment],
] as const)('the last fifth of %s is kept for gates', async (name, most, asked) => {
  const admissions = open({ [name]: most });
  const others = ask(admissions, [...times(9, asked, 'ordinary'), ...times(3, asked, 'cosmetic')]);
  await jest.advanceTimersByTimeAsync(0);
  expect(others.admitted).toHaveLength(8);
  const gates = ask(admissions, times(3, asked));
  await jest.advanceTimersByTimeAsync(0);
  expect(gates.admitted).toEqual([0, 1]);
});

test('nobody waits for a budget that he does not need', async () => {
  const admissions = open({ points: 1 });
  const so = ask(admissions, [{ asked: read }, { asked: read }, { asked: query, priority: 'cosmetic' }]);
  await jest.advanceTimersByTimeAsync(0);
  expect(so.admitted).toEqual([0, 2]);
});

test('what would wait too long fails at once, and says when to come again', async () => {
  const admissions = open({ contentsHour: 1 });
  await admissions.admit({ cost: costOf(comment), priority: 'gate' });
  await jest.advanceTimersByTimeAsync(600_000);
  await expect(admissions.admit({ cost: costOf(comment), priority: 'gate' })).rejects.toMatchObject({
    kind: 'retry',
    limit: 'budget',
    retryAfterMs: 3_000_000,
  });
  expect(admissions.waiting()).toBe(0);
});

test('those who wait before count, too: a long queue does not grow for ever', async () => {
  const admissions = open({ points: 10, patienceMs: 61_000 });
  const so = ask(admissions, times(100, read));
  await jest.advanceTimersByTimeAsync(0);
  expect(so.admitted).toHaveLength(10);
  expect(admissions.waiting()).toBe(10);
  expect(so.refused).toHaveLength(80);
});

test('nobody waits longer than the limit, whoever went before meanwhile', async () => {
  const admissions = open({ requests: 1 });
  const so = ask(admissions, [{ asked: read }, { asked: read }]);
  await jest.advanceTimersByTimeAsync(29_999);
  expect(so.refused).toEqual([]);
  await jest.advanceTimersByTimeAsync(1);
  expect(so.refused).toEqual([1]);
});

test('whoever waits says so, and goes when it is told to stop', async () => {
  const admissions = open({ requests: 1 });
  const heard: boolean[] = [];
  const stop = new AbortController();
  const onWait = (waits: boolean): void => void heard.push(waits);
  const so = ask(admissions, [{ asked: read }, { asked: read, signal: stop.signal, onWait }]);
  await jest.advanceTimersByTimeAsync(0);
  expect(heard).toEqual([true]);
  stop.abort();
  await jest.advanceTimersByTimeAsync(0);
  expect(heard).toEqual([true, false]);
  expect(so.refused).toEqual([1]);
});

test('what GitHub says is left of its hour holds: its last fifth for gates, and after the last nothing until it says', async () => {
  const admissions = openAll({});
  const resetAt = Date.now() + 1_800_000;
  admissions.learn('core', { limit: 5_000, remaining: 1_002, resetAt });
  const so = ask(admissions, [
    ...times(4, read, 'ordinary'),
    ...times(2, read),
    ...times(2, query, 'cosmetic'),
  ]);
  await jest.advanceTimersByTimeAsync(0);
  expect(so).toEqual({ admitted: [0, 1, 4, 5, 6, 7], refused: [2, 3] });
  admissions.learn('core', { limit: 5_000, remaining: 0, resetAt });
  // An answer that was overtaken.
  admissions.learn('core', { limit: 5_000, remaining: 3, resetAt });
  await expect(admissions.admit({ cost: costOf(read), priority: 'gate' })).rejects.toMatchObject({
    retryAfterMs: 1_800_000,
  });
  await jest.advanceTimersByTimeAsync(1_800_000);
  await admissions.admit({ cost: costOf(read), priority: 'cosmetic' });
});

test('what is left can be read, and stays below what GitHub allows', () => {
  const admissions = openAll(defaultLimits);
  const left = () => Object.fromEntries(admissions.list().map((one) => [one.name, one.left]));
  void admissions.admit({ cost: costOf(comment), priority: 'gate' });
  expect(left()).toEqual({
    requests: 39,
    points: 845,
    'graphql-points': 1_900,
    contents: 74,
    'contents-hour': 479,
  });
  admissions.learn('graphql', { limit: 5_000, remaining: 4_321, resetAt: Date.now() + 1 });
  expect(left()).toMatchObject({ graphql: 4_321 });
});
