import { expect, test } from '@jest/globals';
import { decideButtons } from '#process/decide-buttons.js';
import { decideCheck } from '#process/decide-check.js';
import { stages } from '#process/stage.js';
import { deliveryAt } from './delivery.js';

const buttonsOf = (task: Parameters<typeof decideButtons>[0]) =>
  decideButtons(task, decideCheck(task, { configProblem: null, head: 'head-1' }));

test('each stage has the buttons that fit it, and never more than GitHub shows', () => {
  const all = stages.map((stage) => [stage, buttonsOf(deliveryAt(stage).task).join(' ')]);
  expect(Object.fromEntries(all.filter(([, buttons]) => buttons !== ''))).toEqual({
    'integration-testing': 'approve reject',
    demo: 'approve reject',
    'production-testing': 'rollback',
    'final-demo': 'rollback',
    teardown: 'rollback',
    release: 'rollback',
  });
});

test('nothing is judged before the sandbox shows it', () => {
  const testing = deliveryAt('testing');
  expect(buttonsOf(testing.task)).toEqual([]);
  testing.ends('SandboxDeployed');
  expect(buttonsOf(testing.task)).toEqual(['approve', 'reject']);
});

test('what failed can be tried again, and where production was touched rolled back', () => {
  const backup = deliveryAt('backup');
  backup.ends('OperationFailed');
  expect(buttonsOf(backup.task)).toEqual(['retry']);
  const release = deliveryAt('release');
  release.ends('OperationFailed');
  expect(buttonsOf(release.task)).toEqual(['retry', 'rollback']);
});

test('on hold, or where no task is, there is nothing to press', () => {
  const held = deliveryAt('testing');
  held.says('mona', { type: 'HoldPlaced', why: null });
  expect(buttonsOf(held.task)).toEqual([]);
  expect(buttonsOf(null)).toEqual([]);
});
