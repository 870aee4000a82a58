import { expect, test } from '@jest/globals';
import { decideCheck } from '#process/decide-check.js';
import { stages } from '#process/stage.js';
import { deliveryAt, no } from './delivery.js';

const at = (head: string, configProblem: string | null = null) => ({ configProblem, head });

test('the check is green only when everything was passed, for exactly the approved head', () => {
  for (const stage of stages) {
    const { task } = deliveryAt(stage);
    expect([stage, decideCheck(task, at('head-1')).state === 'green']).toEqual([stage, stage === 'released']);
  }
  expect(decideCheck(deliveryAt('released').task, at('head-2'))).toMatchObject({
    state: 'blocked',
    because: { code: 'another_head_approved', approved: 'head-1' },
  });
});

test('while the process is under way the check says which gate is open', () => {
  expect(decideCheck(deliveryAt('demo').task, at('head-1'))).toEqual({
    state: 'waiting',
    because: { code: 'gates_open', stage: 'demo' },
  });
});

test('all the way through production the check says the same: nobody has anything to do with it', () => {
  for (const stage of ['production-testing', 'final-demo', 'teardown', 'release'] as const)
    expect([stage, decideCheck(deliveryAt(stage).task, at('head-1'))]).toEqual([
      stage,
      { state: 'waiting', because: { code: 'shipping' } },
    ]);
});

test('a change without a task, a broken configuration, a cancelled task, a hold and a failure block', () => {
  expect(decideCheck(null, at('head-1')).because.code).toBe('no_task');
  const { task } = deliveryAt('released');
  expect(decideCheck(task, at('head-1', 'line 1'))).toMatchObject({ state: 'blocked' });
  expect(decideCheck(deliveryAt('cancelled').task, at('head-1')).because.code).toBe('cancelled');

  const held = deliveryAt('demo');
  held.says('mona', { type: 'HoldPlaced', why: null });
  expect(decideCheck(held.task, at('head-1')).because.code).toBe('on_hold');

  const failed = deliveryAt('backup');
  failed.ends('OperationFailed');
  expect(decideCheck(failed.task, at('head-1')).because).toMatchObject({
    code: 'operation_failed',
    operation: 'BackUpBoth',
  });
});

test('a rejected head is blocked; the head that takes its place is not held against it', () => {
  const delivery = deliveryAt('integration-testing');
  delivery.says('tess', no);
  expect(decideCheck(delivery.task, at('head-1')).because.code).toBe('rejected');
  delivery.shows({ head: 'head-2' });
  expect(decideCheck(delivery.task, at('head-2'))).toEqual({
    state: 'waiting',
    because: { code: 'gates_open', stage: 'testing' },
  });
});

test('a head pushed while another ships is told which head is approved', () => {
  const delivery = deliveryAt('production-testing');
  delivery.shows({ head: 'head-2' });
  expect(decideCheck(delivery.task, at('head-2')).because).toMatchObject({
    code: 'another_head_approved',
    approved: 'head-1',
  });
});
