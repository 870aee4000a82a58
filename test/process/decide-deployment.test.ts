import { expect, test } from '@jest/globals';
import { decideDeployment } from '#process/decide-deployment.js';
import { deliveryAt, goOn } from './delivery.js';

const inProduction = goOn(deliveryAt('deployment'), 'production-testing').task;
const { product } = inProduction;
const merge = product?.merge ?? '';
const known = { holder: inProduction, released: 'live-1', configProblem: null };

test('the product is let through by its commit alone', () => {
  expect(decideDeployment({ sha: merge, tree: null }, known).approved).toBe(true);
  expect(decideDeployment({ sha: 'copy', tree: product?.tree ?? '' }, known).approved).toBe(false);
});

test('while it is being merged, the very same tree is let through as well', () => {
  const releasing = { ...known, holder: deliveryAt('release').task };
  expect(decideDeployment({ sha: 'on main', tree: product?.tree ?? '' }, releasing).approved).toBe(true);
  expect(decideDeployment({ sha: 'on main', tree: 'another tree' }, releasing).approved).toBe(false);
});

test('while production is another’s, not even what was released before is', () => {
  expect(decideDeployment({ sha: 'live-1', tree: null }, known)).toEqual({
    approved: false,
    because: { code: 'another_head_approved', approved: merge },
  });
  expect(decideDeployment({ sha: 'live-1', tree: null }, { ...known, holder: null }).approved).toBe(true);
});

test('a rollback lets through the backup’s commit, and nothing else', () => {
  const rolling = { ...known, holder: deliveryAt('rollback').task };
  const backup = rolling.holder.production?.backup?.commit ?? '';
  expect(decideDeployment({ sha: backup, tree: null }, rolling).approved).toBe(true);
  expect(decideDeployment({ sha: merge, tree: null }, rolling).approved).toBe(false);
});

test('before anything was released nothing is known to be approved', () => {
  const { because } = decideDeployment(
    { sha: 'live-1', tree: null },
    { ...known, holder: null, released: null },
  );
  expect(because.code).toBe('nothing_approved');
});
