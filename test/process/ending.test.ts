import { describe, expect, test } from '@jest/globals';
import { eventTypes } from '#process/event.js';
import { type Stage, stages } from '#process/stage.js';
import { decideCell } from './a-cell.js';
import { deliveryAt, goOn, no, yes } from './delivery.js';

const cancel = { type: 'TaskCancelled', why: 'no money' } as const;
const reopen = { type: 'IssueReopened' } as const;

describe('the receipt of a removed sandbox', () => {
  const receipt = {
    processes: 'gone',
    containers: 'none',
    data: 'left',
    url: 'gone',
    deployments: 'gone',
    environment: 'kept',
  } as const;

  test('while something is left, there is no release: DevOps is told, and a retry removes it', () => {
    const delivery = deliveryAt('teardown');
    delivery.ends('SandboxRemoved', { receipt, detail: 'data' });
    expect(delivery.task).toMatchObject({
      stage: 'teardown',
      awaiting: null,
      failure: { operation: 'RemoveSandbox', why: 'data' },
    });
    delivery.says('otto', { type: 'RetryRequested' });
    const clean = { ...receipt, data: 'gone' } as const;
    delivery.ends('SandboxRemoved', { receipt: clean });
    expect(delivery.task).toMatchObject({ stage: 'release', sandbox: null, receipt: clean });
  });
});

describe('cancelling', () => {
  test.each(['discussion', 'planning'] as const)('in %s there is nothing to remove', (stage) => {
    const delivery = deliveryAt(stage);
    delivery.says('mona', cancel);
    expect(delivery.task).toMatchObject({ stage: 'cancelled', cancelled: { by: 'mona', why: 'no money' } });
    expect(delivery.started).toEqual([]);
  });

  const sandboxed: readonly Stage[] = [
    'sandbox',
    'development',
    'testing',
    'integration',
    'integration-testing',
    'backup',
    'demo',
    'deployment',
  ];

  test.each(sandboxed)('in %s the sandbox is removed, also one that was only being made', (stage) => {
    const delivery = deliveryAt(stage);
    const { production } = delivery.says('mona', cancel);
    expect(production).toBe(stage === 'deployment' ? 'release' : null);
    expect(delivery.task.stage).toBe('teardown');
    expect(delivery.started).toEqual(['RemoveSandbox']);
    delivery.ends('SandboxRemoved');
    expect(delivery.task).toMatchObject({ stage: 'cancelled', sandbox: null });
  });

  test.each(['production-testing', 'final-demo', 'teardown'] as const)(
    'in %s production is rolled back first',
    (stage) => {
      const delivery = deliveryAt(stage);
      delivery.says('mona', cancel);
      expect(delivery.task).toMatchObject({
        stage: 'rollback',
        rollback: { why: 'no money', by: 'mona', then: 'cancelled' },
      });
      expect(delivery.ends('ProductionRestored').production).toBe('release');
      expect(delivery.stage).toBe('teardown');
      delivery.ends('SandboxRemoved');
      expect(delivery.stage).toBe('cancelled');
    },
  );

  test('a rollback that is under way is not begun again, and ends in cancellation', () => {
    const delivery = deliveryAt('rollback');
    const { awaiting } = delivery.task;
    delivery.says('mona', cancel);
    expect(delivery.task).toMatchObject({ stage: 'rollback', awaiting });
    delivery.ends('ProductionRestored');
    expect(delivery.stage).toBe('teardown');
  });

  test('a deployment that may touch production any moment is heard out first', () => {
    const touched = deliveryAt('deployment');
    touched.isGranted();
    expect(touched.says('mona', cancel)).toMatchObject({ verdict: 'kept', production: null });
    expect(touched.stage).toBe('deployment');
    touched.ends('ProductionTouched');
    expect(touched.task).toMatchObject({
      stage: 'rollback',
      rollback: { then: 'cancelled', why: 'no money' },
    });

    for (const untouched of ['LiveMoved', 'OperationFailed'] as const) {
      const delivery = deliveryAt('deployment');
      delivery.isGranted();
      delivery.says('mona', cancel);
      expect(delivery.ends(untouched).production).toBe('release');
      expect(delivery.stage).toBe('teardown');
    }
  });

  test('a release under way cannot be cancelled; one that failed can', () => {
    const delivery = deliveryAt('release');
    expect(delivery.says('mona', cancel).because.code).toBe('busy');
    delivery.ends('OperationFailed');
    delivery.says('mona', cancel);
    expect(delivery.stage).toBe('rollback');
    delivery.ends('ProductionRestored');
    expect(delivery.stage).toBe('cancelled');
  });

  test('closing the issue after /cancel says nothing new, at any time', () => {
    const delivery = deliveryAt('demo');
    delivery.says('mona', cancel);
    const { awaiting } = delivery.task;
    expect(delivery.says('mona', cancel).verdict).toBe('ignored');
    expect(delivery.task.awaiting).toEqual(awaiting);
    delivery.ends('SandboxRemoved');
    expect(delivery.says('mona', cancel).verdict).toBe('ignored');
  });

  test('there is nothing to roll back of a task that never came to production', () => {
    const delivery = deliveryAt('demo');
    delivery.says('mona', cancel);
    expect(delivery.says('otto', { type: 'RollbackRequested', reason: null }).because.code).toBe(
      'nothing_to_roll_back',
    );
  });

  test('a stranger who closes the issue ends nothing', () => {
    expect(deliveryAt('production-testing').says('nick', cancel).because.code).toBe('role_missing');
  });
});

describe('reopening', () => {
  test('brings the task back to planning, with a fresh start for every gate', () => {
    const delivery = deliveryAt('demo');
    delivery.says('mona', cancel);
    delivery.ends('SandboxRemoved');
    delivery.says('nick', reopen);
    expect(delivery.task).toMatchObject({
      stage: 'planning',
      cancelled: null,
      approvals: [],
      product: null,
      round: 1,
      estimate: { agreed: { by: 'cleo' } },
    });
    delivery.says('mona', yes);
    expect(delivery.stage).toBe('sandbox');
  });

  test('lifts a hold that was placed while the task was ending', () => {
    const delivery = deliveryAt('demo');
    delivery.says('mona', cancel);
    delivery.says('otto', { type: 'HoldPlaced', why: null });
    delivery.ends('SandboxRemoved');
    delivery.says('nick', reopen);
    expect(delivery.task).toMatchObject({ stage: 'planning', hold: null });
  });

  test('brings a task whose estimate was never agreed back to discussion', () => {
    const delivery = deliveryAt('cancelled');
    delivery.says('nick', reopen);
    expect(delivery.task).toMatchObject({ stage: 'discussion', cancelled: null });
  });

  test('while the sandbox is being removed counts at once, and a new sandbox is made', () => {
    const delivery = deliveryAt('demo');
    delivery.says('mona', cancel);
    const removal = delivery.task.awaiting?.id ?? '';
    delivery.says('nick', reopen);
    expect(delivery.stage).toBe('planning');
    expect(delivery.ends('SandboxRemoved', { operation: removal }).because.code).toBe('superseded');
    delivery.says('mona', yes);
    expect(delivery.stage).toBe('sandbox');
  });

  test('while production is rolled back counts when it is restored', () => {
    const delivery = deliveryAt('final-demo');
    delivery.says('mona', cancel);
    delivery.says('nick', reopen);
    expect(delivery.stage).toBe('rollback');
    delivery.ends('ProductionRestored');
    expect(delivery.task).toMatchObject({ stage: 'planning', round: 1, rollbacks: 1, cancelled: null });

    const rejected = deliveryAt('rollback');
    rejected.says('mona', cancel);
    rejected.says('nick', reopen);
    rejected.ends('ProductionRestored');
    expect(rejected.stage).toBe('planning');
  });

  test('before the deployment has said more, the cancellation is as if never said', () => {
    const delivery = deliveryAt('deployment');
    delivery.isGranted();
    delivery.says('mona', cancel);
    delivery.says('mona', reopen);
    delivery.ends('ProductionTouched');
    expect(delivery.task).toMatchObject({ stage: 'deployment', cancelled: null });
  });

  test.each(stages.filter((stage) => stage !== 'cancelled' && stage !== 'released'))(
    'changes nothing in %s when nothing was cancelled',
    (stage) => {
      expect(deliveryAt(stage).says('nick', reopen).verdict).toBe('ignored');
    },
  );
});

describe('at the end', () => {
  test('after the release nothing changes, whatever is said or seen', () => {
    for (const event of eventTypes) {
      const { verdict, operations, moves } = decideCell({ stage: 'released', event });
      expect([event, ['refused', 'ignored'].includes(verdict), operations, moves]).toEqual([
        event,
        true,
        [],
        [],
      ]);
    }
  });

  test('an outcome of an operation that nobody waits for any more changes nothing', () => {
    const delivery = deliveryAt('integration');
    const operation = delivery.task.awaiting?.id ?? '';
    delivery.shows({ head: 'head-2' });
    const before = delivery.task;
    expect(delivery.ends('ChangeIntegrated', { operation }).because.code).toBe('superseded');
    expect(delivery.task).toBe(before);
  });

  test('an outcome counts once, however often it is told', () => {
    const delivery = deliveryAt('testing');
    const operation = delivery.task.awaiting?.id ?? '';
    delivery.ends('SandboxDeployed', { operation });
    const before = delivery.task;
    delivery.ends('SandboxDeployed', { operation });
    expect(delivery.task).toBe(before);
  });

  test('the rounds and rollbacks of a long life are counted', () => {
    const delivery = deliveryAt('demo');
    delivery.says('cleo', no);
    goOn(delivery, 'development').shows({ head: 'head-2' });
    goOn(delivery, 'final-demo').says('cleo', no);
    delivery.ends('ProductionRestored');
    goOn(delivery, 'development').shows({ head: 'head-3' });
    goOn(delivery, 'released');
    expect(delivery.task).toMatchObject({ round: 3, rollbacks: 1 });
  });
});
