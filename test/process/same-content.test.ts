import { describe, expect, test } from '@jest/globals';
import { isSameProduct } from '#process/same-content.js';
import { aChange } from '../support/a-task.js';
import { deliveryAt } from './delivery.js';

const before = { ...aChange(12, 'head-1'), tree: 't1', parents: ['p1'], roots: ['p1'] };
const product = { head: 'head-1', live: 'live-1', merge: 'm1', tree: 'joined' };
const now = (over: object) => ({ ...before, head: 'head-2', ...over });

describe('a push leaves the joined work as it is', () => {
  test.each([
    ['only message or date are another', {}],
    ['live was merged into the branch', { tree: 'joined', parents: ['head-1', 'live-1'] }],
    ['the branch was rebased onto live', { tree: 'joined', parents: ['x'], roots: ['live-1'] }],
  ])('when %s', (_, over) => {
    expect(isSameProduct(before, now(over), product)).toBe(true);
  });

  test.each([
    ['the same files come from another place: joined with live they may be others', { parents: ['p2'] }],
    ['live is in it, and something else too', { tree: 'more', parents: ['head-1', 'live-1'] }],
    ['the tree is the joined one, but live is not in it', { tree: 'joined', parents: ['head-1'] }],
    ['the tree was not read', { tree: undefined }],
  ])('not when %s', (_, over) => {
    expect(isSameProduct(before, now(over), product)).toBe(false);
  });
});

test('the same tree on another base keeps the tester’s first word, and is joined with live anew', () => {
  const delivery = deliveryAt('integration-testing');
  delivery.shows({ tree: 't1', parents: ['p1'] });
  delivery.shows({ head: 'head-2', tree: 't1', parents: ['p2'] });
  expect(delivery.task).toMatchObject({ stage: 'integration', product: null, change: { head: 'head-2' } });
  expect(delivery.task.approvals.filter(({ gate }) => gate === 'testing')).toMatchObject([
    { head: 'head-2' },
  ]);
  expect(delivery.started).toEqual(['IntegrateChange']);
});

test('a push of other content takes back what was approved', () => {
  const delivery = deliveryAt('demo');
  delivery.shows({ tree: 't1', parents: ['p1'] });
  delivery.shows({ head: 'head-2', tree: 't2', parents: ['p1'] });
  expect(delivery.last?.moves.map(({ to }) => to)).toEqual(['development', 'testing']);
  expect(delivery.task.approvals.every(({ head }) => head === null)).toBe(true);
});
