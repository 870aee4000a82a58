import { describe, expect, test } from '@jest/globals';
import { deliveryAt, goOn, no, yes } from './delivery.js';

const hold = { type: 'HoldPlaced', why: 'holidays' } as const;
const unhold = { type: 'HoldLifted' } as const;

describe('on hold', () => {
  test('no gate opens, and the answer says who holds the task and why', () => {
    const delivery = deliveryAt('demo');
    delivery.says('mona', hold);
    expect(delivery.says('cleo', yes)).toMatchObject({
      verdict: 'refused',
      because: { code: 'on_hold', by: 'mona', why: 'holidays' },
    });
    expect(delivery.says('otto', hold).because.code).toBe('already_held');
  });

  test('an operation that was under way may end, and what would follow waits for the hold to be lifted', () => {
    const delivery = deliveryAt('sandbox');
    delivery.says('mona', hold);
    delivery.ends('SandboxProvisioned');
    delivery.shows({});
    expect(delivery.task).toMatchObject({ stage: 'development', hold: { by: 'mona' } });
    delivery.says('otto', unhold);
    expect(delivery.stage).toBe('testing');
    expect(delivery.started).toEqual(['DeploySandbox']);
    expect(delivery.says('otto', unhold).because.code).toBe('not_held');
  });

  test('an operation kept back starts when the hold is lifted, once', () => {
    const delivery = deliveryAt('deployment');
    delivery.says('mona', hold);
    delivery.isGranted();
    expect(delivery.task).toMatchObject({ deferred: 'DeployProduction', awaiting: null });
    expect(delivery.isGranted().because.code).toBe('superseded');
    delivery.says('mona', unhold);
    expect(delivery.started).toEqual(['DeployProduction']);
    expect(delivery.task.deferred).toBeNull();
  });

  test('a push makes the operation kept back needless', () => {
    const delivery = deliveryAt('deployment');
    delivery.says('mona', hold);
    delivery.shows({ head: 'head-2' });
    expect(delivery.task).toMatchObject({ stage: 'development', deferred: null });
    delivery.says('mona', unhold);
    expect(delivery.started).toEqual(['DeploySandbox']);
  });

  test('a backup on request is made all the same, and displaces nothing that was kept back', () => {
    const delivery = deliveryAt('deployment');
    delivery.says('mona', hold);
    delivery.isGranted();
    delivery.says('otto', { type: 'BackupRequested' });
    expect(delivery.started).toEqual(['BackUpProduction']);
    expect(delivery.task.deferred).toBe('DeployProduction');
  });

  test('people are called when they can decide: not while the task is on hold, but when it goes on', () => {
    const delivery = deliveryAt('integration');
    delivery.says('mona', hold);
    delivery.ends('ChangeIntegrated');
    expect(delivery.stage).toBe('integration-testing');
    expect(delivery.called).toEqual([]);
    delivery.says('mona', unhold);
    expect(delivery.called).toEqual(['test: tester']);
  });

  test('production is watched and rolled back all the same', () => {
    const delivery = deliveryAt('deployment');
    delivery.isGranted();
    delivery.ends('ProductionTouched');
    delivery.says('mona', hold);
    delivery.ends('ProductionDeployed');
    expect(delivery.started).toEqual(['WatchProduction']);
    delivery.ends('ProductionUnhealthy');
    expect(delivery.started).toEqual(['RestoreProduction']);
    delivery.ends('ProductionRestored');
    expect(delivery.task).toMatchObject({ stage: 'development', production: null, hold: { by: 'mona' } });
  });

  test('a restore that failed is tried again by asking for the rollback again', () => {
    const delivery = deliveryAt('production-testing');
    delivery.says('mona', hold);
    delivery.says('otto', { type: 'RollbackRequested', reason: null });
    expect(delivery.says('otto', { type: 'RollbackRequested', reason: null }).because.code).toBe('busy');
    delivery.ends('OperationFailed');
    expect(delivery.called).toEqual(['failed: devops, manager']);
    delivery.says('otto', { type: 'RollbackRequested', reason: null });
    expect(delivery.started).toEqual(['RestoreProduction']);
  });

  test('a no is heard, and a cancelled task is held no longer', () => {
    const delivery = deliveryAt('integration-testing');
    delivery.says('mona', hold);
    delivery.says('tess', no);
    expect(delivery.stage).toBe('development');
    delivery.says('mona', { type: 'TaskCancelled', why: 'no money' });
    expect(delivery.task).toMatchObject({ stage: 'teardown', hold: null });
    expect(delivery.started).toEqual(['RemoveSandbox']);
  });
});

describe('with a configuration that cannot be read', () => {
  test('no gate opens, neither by a yes nor by itself, until it is mended', () => {
    const delivery = deliveryAt('development');
    delivery.configProblem = 'line 3: unknown key';
    delivery.shows({});
    expect(delivery.stage).toBe('development');
    delivery.configProblem = null;
    delivery.hears({ type: 'IssueSeen' });
    expect(delivery.stage).toBe('testing');

    goOn(delivery, 'demo').configProblem = 'line 3: unknown key';
    expect(delivery.says('cleo', yes).because).toMatchObject({
      code: 'config_broken',
      problem: 'line 3: unknown key',
    });
    expect(delivery.says('mona', { type: 'GateOverridden', gate: 'demo', reason: 'late' }).because.code).toBe(
      'config_broken',
    );
  });

  test('production is rolled back all the same', () => {
    const delivery = deliveryAt('production-testing');
    delivery.configProblem = 'line 3: unknown key';
    delivery.ends('ProductionUnhealthy');
    expect(delivery.started).toEqual(['RestoreProduction']);
  });
});
