import { describe, expect, test } from '@jest/globals';
import { decideButtons } from '#process/decide-buttons.js';
import { decideCheck } from '#process/decide-check.js';
import { type Delivery, deliveryAt, goOn, no, people, yes } from './delivery.js';

const looking = ['testing', 'integration-testing', 'demo'] as const;
type Looking = (typeof looking)[number];

/** At this gate, with what is judged in the sandbox. */
function at(stage: Looking): Delivery {
  const delivery = deliveryAt(stage);
  if (stage === 'testing') delivery.ends('SandboxDeployed');
  return delivery;
}

const asked = (stage: Looking) => (stage === 'demo' ? 'cleo' : 'tess');

const buttonsOf = ({ task }: Delivery): readonly string[] =>
  decideButtons(task, decideCheck(task, { configProblem: null, head: task.change?.head ?? '' }));

describe('a stopped sandbox', () => {
  test.each(looking)('is not approved at %s, from the moment it is asked to stop', (stage) => {
    const delivery = at(stage);
    expect(buttonsOf(delivery)).toEqual(['approve', 'reject']);
    delivery.says('dora', { type: 'SandboxStopRequested' });
    expect(delivery.started).toEqual(['StopSandbox']);
    expect(delivery.says(asked(stage), yes)).toMatchObject({
      verdict: 'refused',
      because: { code: 'sandbox_is_stopped' },
    });
    delivery.ends('SandboxStopped');
    expect(delivery.says(asked(stage), yes).because.code).toBe('sandbox_is_stopped');
    expect(buttonsOf(delivery)).toEqual([]);
  });

  test.each(looking)('is approved at %s when it was started, with nobody called again', (stage) => {
    const delivery = at(stage);
    const { sandbox } = delivery.task;
    delivery.says('dora', { type: 'SandboxStopRequested' });
    delivery.ends('SandboxStopped');
    delivery.says('tess', { type: 'SandboxStartRequested' });
    expect(delivery.last?.operations).toMatchObject([{ kind: 'StartSandbox', commit: sandbox?.commit }]);
    delivery.ends('SandboxStarted', { commit: sandbox?.commit ?? '' });
    expect(delivery.called).toEqual([]);
    expect(delivery.task.sandbox).toEqual({ ...sandbox, since: expect.any(Number) });
    expect(delivery.tests(asked(stage)).verdict).toBe('moved');
  });

  test('opens no gate by an override either, until it is started', () => {
    const delivery = at('demo');
    const commit = delivery.task.sandbox?.commit ?? '';
    delivery.says('dora', { type: 'SandboxStopRequested' });
    delivery.ends('SandboxStopped');
    delivery.says('mona', { type: 'GateOverridden', gate: 'demo', reason: 'late' });
    delivery.says('otto', { type: 'GateOverridden', gate: 'demo', reason: 'late' });
    expect(delivery.stage).toBe('demo');
    delivery.says('otto', { type: 'SandboxStartRequested' });
    delivery.ends('SandboxStarted', { commit });
    expect(delivery.stage).toBe('deployment');
  });

  test('is rejected all the same: a no needs nothing to look at', () => {
    const delivery = at('testing');
    delivery.says('dora', { type: 'SandboxStopRequested' });
    expect(delivery.says('tess', no)).toMatchObject({ verdict: 'moved' });
    expect(delivery.stage).toBe('development');
  });

  test('is woken by the next deployment', () => {
    const delivery = deliveryAt('development');
    delivery.says('dora', { type: 'SandboxStopRequested' });
    delivery.ends('SandboxStopped');
    goOn(delivery, 'testing').ends('SandboxDeployed');
    expect(delivery.task.sandbox?.stopped).toBeUndefined();
    expect(delivery.tests().verdict).toBe('moved');
  });

  test('is removed with the task', () => {
    const delivery = deliveryAt('development');
    delivery.says('dora', { type: 'SandboxStopRequested' });
    delivery.ends('SandboxStopped');
    delivery.says('mona', { type: 'TaskCancelled', why: null });
    expect(delivery.started).toEqual(['RemoveSandbox']);
  });
});

describe('stopping', () => {
  test('is for developer, tester and devops', () => {
    for (const by of Object.keys(people) as (keyof typeof people)[]) {
      const { verdict } = at('testing').says(by, { type: 'SandboxStopRequested' });
      expect([by, verdict]).toEqual([by, ['dora', 'tess', 'otto', 'both'].includes(by) ? 'kept' : 'refused']);
    }
  });

  test('is not possible where the repository has no script for it', () => {
    const delivery = deliveryAt('development', { sandbox: { canStop: false, ttlMs: null, idleMs: null } });
    expect(delivery.says('dora', { type: 'SandboxStopRequested' }).because.code).toBe('sandbox_cannot_stop');
  });

  test.each(['sandbox', 'integration', 'backup'] as const)(
    'waits in %s until Greenlight has done its work there',
    (stage) => {
      const delivery = deliveryAt(stage);
      const busy = { code: 'busy', operation: delivery.task.awaiting?.kind };
      expect(delivery.says('otto', { type: 'SandboxStopRequested' }).because).toEqual(busy);
      expect(delivery.says('otto', { type: 'SandboxStartRequested' }).because).toEqual(busy);
    },
  );

  test('forgets nothing that failed before', () => {
    const delivery = at('demo');
    delivery.says('otto', { type: 'SandboxRedeployRequested' });
    delivery.ends('SandboxUnhealthy');
    expect(delivery.says('otto', { type: 'SandboxStopRequested' }).because).toMatchObject({
      code: 'operation_failed',
      operation: 'DeploySandbox',
    });
    expect(delivery.task.failure?.operation).toBe('DeploySandbox');
  });

  test('that failed leaves a sandbox that nobody counts on, devops called, and a start that mends it', () => {
    const delivery = at('testing');
    const commit = delivery.task.sandbox?.commit ?? '';
    delivery.says('tess', { type: 'SandboxStopRequested' });
    delivery.ends('OperationFailed');
    expect(delivery.called).toEqual(['failed: devops']);
    expect(delivery.says('tess', yes).verdict).toBe('refused');
    delivery.says('tess', { type: 'SandboxStartRequested' });
    delivery.ends('SandboxStarted', { commit });
    expect(delivery.task.failure).toBeNull();
    expect(delivery.tests().verdict).toBe('moved');
  });

  test('is possible on hold, starting is not', () => {
    const delivery = deliveryAt('development');
    delivery.says('mona', { type: 'HoldPlaced', why: null });
    delivery.says('dora', { type: 'SandboxStopRequested' });
    expect(delivery.started).toEqual(['StopSandbox']);
    delivery.ends('SandboxStopped');
    expect(delivery.says('dora', { type: 'SandboxStartRequested' }).because.code).toBe('on_hold');
  });

  test('does not displace what a hold keeps back', () => {
    const delivery = deliveryAt('development');
    delivery.says('mona', { type: 'HoldPlaced', why: null });
    const held = { ...delivery.task, deferred: 'DeploySandbox' as const };
    delivery.task = held;
    expect(delivery.says('dora', { type: 'SandboxStopRequested' }).because.code).toBe('on_hold');
    expect(delivery.task.deferred).toBe('DeploySandbox');
  });
});
