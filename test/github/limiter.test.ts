import { expect, test } from '@jest/globals';
import { type Limits, openLimiter } from '#github/limiter.js';

const read = { method: 'GET', url: '/repos/{owner}/{repo}' };
const write = { method: 'PATCH', url: '/repos/{owner}/{repo}/check-runs/{check_run_id}' };
const comment = { method: 'POST', url: '/repos/{owner}/{repo}/issues/{issue_number}/comments' };
const now = (): number => Date.now();

/** How many of `asked` are admitted before the first window ends; the rest are waited for, so that nothing is left running. */
async function admitted(limits: Omit<Limits, 'windowMs'>, asked: readonly (typeof read)[]): Promise<number> {
  const limiter = openLimiter({ ...limits, windowMs: 300 }, now);
  let count = 0;
  const all = asked.map((one) => limiter.admit(1, one).then(() => (count += 1)));
  // Whatever is admitted at once is so after a turn of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  const atOnce = count;
  await Promise.all(all);
  return atOnce;
}

const times = <Asked>(count: number, asked: Asked): Asked[] => Array.from({ length: count }, () => asked);

test('a read counts one point and a write five', async () => {
  expect(await admitted({ points: 10, graphqlPoints: 10, contents: 99 }, times(13, read))).toBe(10);
  expect(await admitted({ points: 10, graphqlPoints: 10, contents: 99 }, times(3, write))).toBe(2);
});

test('comments have a limit of their own', async () => {
  expect(await admitted({ points: 999, graphqlPoints: 999, contents: 3 }, times(5, comment))).toBe(3);
});

test('a GraphQL query is a read, a mutation a write, and a merge makes content', async () => {
  const post = { method: 'POST', url: '/graphql' };
  const query = { ...post, query: 'query Config { a }' };
  const merge = { ...post, query: 'mutation Merge { mergePullRequest }' };
  expect(await admitted({ points: 0, graphqlPoints: 4, contents: 99 }, times(6, query))).toBe(4);
  expect(await admitted({ points: 10, graphqlPoints: 10, contents: 99 }, times(3, merge))).toBe(2);
  expect(await admitted({ points: 999, graphqlPoints: 999, contents: 1 }, times(2, merge))).toBe(1);
});

test('what had to wait is admitted when the window ends, in the order of asking', async () => {
  const limiter = openLimiter({ points: 2, graphqlPoints: 2, contents: 9, windowMs: 200 }, now);
  const order: number[] = [];
  await Promise.all([1, 2, 3, 4, 5].map((number) => limiter.admit(1, read).then(() => order.push(number))));
  expect(order).toEqual([1, 2, 3, 4, 5]);
});
