import { describe, expect, test } from '@jest/globals';
import type { ProductionFacts } from '#process/production-facts.js';
import { type Delivery, deliveryAt, no } from './delivery.js';

const strategy = 'merge-then-deploy';

/** It waits for production, its work known by content. */
function waiting(): Delivery {
  const delivery = deliveryAt('demo', { strategy });
  delivery.shows({ tree: 't1', parents: ['p1'] });
  delivery.says('cleo', { type: 'Approved', note: null });
  return delivery;
}

const granted = (delivery: Delivery, production: Partial<ProductionFacts> = {}) =>
  delivery.hears(
    { type: 'ProductionGranted' },
    { seen: null, production: { held: null, banned: [], ahead: null, releases: null, ...production } },
  );

describe('what is approved is merged when production is its own', () => {
  test('with the sandbox’s very commit, not before', () => {
    const delivery = waiting();
    expect(delivery.started).toEqual([]);
    granted(delivery);
    expect(delivery.started).toEqual(['MergeChange']);
  });

  test('but not what was rolled back before', () => {
    const delivery = waiting();
    granted(delivery, { banned: ['head-1'] });
    expect(delivery.task.stage).toBe('development');
    expect(delivery.started).toEqual([]);
  });

  test('nor while production is frozen', () => {
    const delivery = waiting();
    const always = {
      every: 'once',
      from: 0,
      to: 1e6,
      timezone: 'UTC',
      exceptLabel: null,
      why: null,
    } as const;
    delivery.rules = { ...delivery.rules, freeze: [always] };
    expect(granted(delivery)).toMatchObject({
      because: { code: 'production_frozen' },
      production: 'requeue',
    });
    expect(delivery.started).toEqual([]);
  });
});

test('while it is being merged, a push of the same content takes its place like any other push', () => {
  const delivery = waiting();
  granted(delivery);
  expect(delivery.shows({ head: 'head-2', tree: 't1', parents: ['p1'] }).because.code).toBe('change_pushed');
  expect(delivery.task.merging).toBeNull();
});

test('rolled back, production is held when the revert is merged, and not before', () => {
  const delivery = deliveryAt('deployment', { strategy });
  delivery.isGranted();
  delivery.ends('ChangeMerged');
  delivery.ends('ProductionTouched');
  delivery.ends('ProductionDeployed');
  delivery.says('tess', no);
  expect(delivery.ends('ProductionRestored').holds).toBeUndefined();
  expect(delivery.started).toEqual(['RevertChange']);
  expect(delivery.ends('ChangeReverted')).toMatchObject({
    production: 'release',
    holds: { by: 'tess', why: 'the button is red', head: 'head-1' },
  });
  expect(delivery.task).toMatchObject({ stage: 'development', merge: null });
});
