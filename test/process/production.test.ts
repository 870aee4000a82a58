import { describe, expect, test } from '@jest/globals';
import { rules as usual, type Delivery, deliveryAt, goOn, no, yes } from './delivery.js';

const rollback = { type: 'RollbackRequested', reason: 'it burns' } as const;

/** A release that found that live has moved while the task held production. */
function overtakenRelease(over: Parameters<typeof deliveryAt>[1] = {}): Delivery {
  const delivery = deliveryAt('release', over);
  delivery.liveMovesTo('live-2');
  delivery.ends('LiveMoved');
  return delivery;
}

describe('step 9.2.1, deployment', () => {
  test('nothing is deployed before production is the task’s own', () => {
    const delivery = deliveryAt('deployment');
    expect(delivery.task.production).toBeNull();
    delivery.isGranted();
    expect(delivery.started).toEqual(['DeployProduction']);
    expect(delivery.isGranted()).toMatchObject({ verdict: 'ignored', because: { code: 'superseded' } });
  });

  test('a grant that comes when the task has left is not taken', () => {
    const delivery = deliveryAt('deployment');
    expect(delivery.shows({ head: 'head-2' }).production).toBe('release');
    expect(delivery.isGranted().because.code).toBe('superseded');
    expect(delivery.task.production).toBeNull();
  });

  test('a second grant does not deploy again what failed', () => {
    const delivery = deliveryAt('deployment');
    delivery.isGranted();
    delivery.ends('OperationFailed');
    expect(delivery.isGranted().because.code).toBe('superseded');
    delivery.says('otto', { type: 'RetryRequested' });
    expect(delivery.started).toEqual(['DeployProduction']);
  });

  test('healthy, it is watched, and the tester is called', () => {
    const delivery = deliveryAt('production-testing');
    expect(delivery.started).toEqual(['WatchProduction']);
    expect(delivery.called).toEqual(['production-test: tester']);
    expect(delivery.task.production).toMatchObject({ touched: true, url: 'https://production' });
  });

  test('unhealthy, it is rolled back, and the head has to be reworked', () => {
    const delivery = deliveryAt('deployment');
    delivery.isGranted();
    delivery.ends('ProductionTouched');
    delivery.ends('ProductionUnhealthy');
    expect(delivery.task).toMatchObject({
      stage: 'rollback',
      rollback: { why: '/: 502', then: 'development' },
    });
    expect(delivery.ends('ProductionRestored').production).toBe('release');
    expect(delivery.task).toMatchObject({
      stage: 'development',
      rollbacks: 1,
      product: null,
      production: null,
      rejectedHeads: ['head-1'],
    });
    expect(delivery.called).toEqual(['rolled-back: devops, developer']);
    expect(delivery.task.approvals.every(({ head }) => head === null)).toBe(true);
  });

  test('a deployment that breaks off after it touched production is rolled back; one before is tried again', () => {
    const before = deliveryAt('deployment');
    before.isGranted();
    before.ends('OperationFailed');
    expect(before.stage).toBe('deployment');

    const after = deliveryAt('deployment');
    after.isGranted();
    after.ends('ProductionTouched');
    after.ends('OperationFailed');
    expect(after.task).toMatchObject({ stage: 'rollback', rollback: { why: 'it broke' } });
  });
});

test('a backup on request that fails during a deployment neither rolls it back nor cancels it', () => {
  const backUpFails = (delivery: Delivery): void => {
    delivery.says('otto', { type: 'BackupRequested' });
    const asked = delivery.last?.operations.find(({ kind }) => kind === 'BackUpProduction')?.id ?? '';
    delivery.ends('OperationFailed', { operation: asked, kind: 'BackUpProduction' });
    expect(delivery.task).toMatchObject({ stage: 'deployment', awaiting: { kind: 'DeployProduction' } });
  };
  const touched = deliveryAt('deployment');
  touched.isGranted();
  touched.ends('ProductionTouched');
  backUpFails(touched);

  const cancelled = deliveryAt('deployment');
  cancelled.isGranted();
  cancelled.says('mona', { type: 'TaskCancelled', why: null });
  backUpFails(cancelled);
});

describe('steps 9.2.2 to 9.2.4, production', () => {
  test('the tester’s no, devops’ word and failing probes all roll back to the first backup', () => {
    for (const stop of [
      (delivery: Delivery) => delivery.says('tess', no),
      (delivery: Delivery) => delivery.says('otto', rollback),
      (delivery: Delivery) => delivery.ends('ProductionUnhealthy'),
    ]) {
      const delivery = deliveryAt('production-testing');
      const backup = delivery.task.production?.backup;
      stop(delivery);
      expect(delivery.last?.operations).toMatchObject([{ kind: 'RestoreProduction', backup }]);
      expect(delivery.task.production?.watch).toBeNull();
    }
  });

  test('failing probes in the final demo roll back as well', () => {
    const delivery = deliveryAt('final-demo');
    delivery.ends('ProductionUnhealthy');
    expect(delivery.stage).toBe('rollback');
  });

  test('where no tester is asked, the watch has the word', () => {
    const gates = { ...usual.gates, 'production-testing': [] };
    const delivery = deliveryAt('production-testing', { gates });
    expect(delivery.started).toEqual(['WatchProduction']);
    delivery.hears({ type: 'IssueSeen' });
    expect(delivery.stage).toBe('production-testing');
    delivery.ends('WatchEnded');
    expect(delivery.stage).toBe('final-demo');
  });

  test('a watch that breaks off is begun again on request, and never takes the place of what the stage waits for', () => {
    const delivery = deliveryAt('teardown');
    const watch = delivery.task.production?.watch ?? '';
    delivery.ends('OperationFailed');
    delivery.ends('OperationFailed', { operation: watch, kind: 'WatchProduction' });
    expect(delivery.task.failure?.operation).toBe('RemoveSandbox');

    const watched = deliveryAt('final-demo');
    watched.ends('OperationFailed', {
      operation: watched.task.production?.watch ?? '',
      kind: 'WatchProduction',
    });
    watched.says('otto', { type: 'RetryRequested' });
    expect(watched.started).toEqual(['WatchProduction']);
  });

  test('the client’s no in the final demo rolls back and starts the next round', () => {
    const delivery = deliveryAt('final-demo');
    delivery.says('cleo', no);
    expect(delivery.stage).toBe('rollback');
    delivery.ends('ProductionRestored');
    expect(delivery.task).toMatchObject({
      stage: 'planning',
      round: 2,
      rollbacks: 1,
      approvals: [],
      production: null,
      rejection: { by: 'cleo', reason: 'the button is red', gate: 'final-demo' },
    });
    delivery.says('mona', yes);
    expect(delivery.stage).toBe('development');
  });

  test('the client’s feedback and follow-ups are kept', () => {
    const delivery = deliveryAt('final-demo');
    delivery.says('cleo', { type: 'FollowupAdded', text: 'a blue one' });
    delivery.says('cleo', { type: 'Approved', note: 'lovely' });
    expect(delivery.task).toMatchObject({
      stage: 'teardown',
      feedback: 'lovely',
      followups: [{ text: 'a blue one', by: 'cleo' }],
    });
  });
});

describe('steps 10 and 11, teardown and release', () => {
  test('the sandbox goes first, then the change is released, and production is given back', () => {
    const delivery = deliveryAt('teardown');
    delivery.ends('SandboxRemoved');
    expect(delivery.task).toMatchObject({ stage: 'release', sandbox: null });
    expect(delivery.started).toEqual(['ReleaseChange']);
    expect(delivery.ends('Released').production).toBe('release');
    expect(delivery.task).toMatchObject({
      stage: 'released',
      production: null,
      release: { tag: 'v1.0.0' },
      change: { merged: true, open: false, head: 'head-1' },
    });
  });

  test('whether the merge or the release is heard of first, the task ends the same', () => {
    const one = deliveryAt('release');
    const other = deliveryAt('release');
    one.shows({ merged: true, open: false });
    one.ends('Released');
    other.ends('Released');
    other.shows({ merged: true, open: false });
    const end = ({ task }: Delivery) => ({ ...task, version: 0, since: 0 });
    expect(end(one)).toEqual(end(other));
    expect(one.task.hold).toBeNull();
  });

  test('production that fails during teardown is rolled back, and the sandbox is made anew', () => {
    const delivery = deliveryAt('teardown');
    delivery.ends('ProductionUnhealthy');
    expect(delivery.stage).toBe('rollback');
    delivery.ends('ProductionRestored');
    expect(delivery.stage).toBe('sandbox');
    expect(delivery.started).toEqual(['ProvisionSandbox']);
    delivery.ends('SandboxProvisioned');
    expect(delivery.stage).toBe('development');
  });

  test('production that fails while the release is made alarms people: the merge may have happened', () => {
    const delivery = deliveryAt('release');
    const { awaiting } = delivery.task;
    delivery.ends('ProductionUnhealthy', { operation: delivery.task.production?.watch ?? '' });
    expect(delivery.task).toMatchObject({
      stage: 'release',
      awaiting,
      failure: { operation: 'WatchProduction', why: '/: 502' },
    });
    expect(delivery.called).toEqual(['failed: devops, manager']);
    expect(delivery.says('otto', rollback).because.code).toBe('busy');
    expect(delivery.says('otto', { type: 'RetryRequested' }).because.code).toBe('busy');
    expect(delivery.ends('Released').task.stage).toBe('released');
  });

  test('a release that failed can be tried again, or rolled back', () => {
    const delivery = deliveryAt('release');
    delivery.ends('OperationFailed');
    expect(delivery.called).toEqual(['failed: manager, devops']);
    delivery.says('mona', { type: 'RetryRequested' });
    expect(delivery.started).toEqual(['ReleaseChange']);
    delivery.ends('OperationFailed');
    delivery.says('otto', rollback);
    expect(delivery.started).toEqual(['RestoreProduction']);
    delivery.ends('ProductionRestored');
    expect(delivery.task).toMatchObject({ stage: 'sandbox', sandbox: { commit: null } });
  });

  test('the release waits until the head is the approved one, and then goes on by itself, once', () => {
    const delivery = deliveryAt('release');
    delivery.shows({ head: 'head-2' });
    delivery.ends('OperationFailed');
    delivery.shows({ head: 'head-3' });
    expect(delivery.started).toEqual([]);
    delivery.shows({ head: 'head-1' });
    expect(delivery.started).toEqual(['ReleaseChange']);
    delivery.ends('OperationFailed');
    delivery.shows({});
    expect(delivery.started).toEqual([]);
  });

  test('the approved head is noticed again also when it is seen along with what somebody says', () => {
    const delivery = deliveryAt('release');
    delivery.shows({ open: false });
    delivery.ends('OperationFailed');
    const { change } = delivery.seen;
    delivery.seen = { ...delivery.seen, change: change && { ...change, open: true } };
    delivery.hears({ type: 'IssueSeen' });
    expect(delivery.started).toEqual(['ReleaseChange']);
  });
});

describe('live moved before the release', () => {
  test('integration is done again in a new sandbox, while production stays with the task', () => {
    const delivery = overtakenRelease();
    expect(delivery.task).toMatchObject({ stage: 'sandbox', product: null, production: { touched: true } });
    expect(delivery.last?.production).toBeNull();
    delivery.ends('SandboxProvisioned');
    expect(delivery.task).toMatchObject({ stage: 'integration', sandbox: { commit: 'live-2' } });
    delivery.ends('ChangeIntegrated');
    delivery.tests();
    delivery.ends('BackupsTaken');
    expect(delivery.task).toMatchObject({ stage: 'deployment', product: { live: 'live-2' } });
    expect(delivery.last?.production).toBeNull();
    expect(delivery.started).toEqual(['DeployProduction']);
  });

  test('cancelled while the new sandbox is made, production is rolled back and the sandbox removed', () => {
    const delivery = overtakenRelease();
    delivery.says('mona', { type: 'TaskCancelled', why: null });
    delivery.ends('ProductionRestored');
    expect(delivery.stage).toBe('teardown');
    expect(delivery.started).toEqual(['RemoveSandbox']);
  });

  test('the tester sees the new product in production too; the client, who has seen the head, is not asked', () => {
    const delivery = overtakenRelease();
    goOn(delivery, 'integration-testing').tests();
    delivery.ends('BackupsTaken');
    delivery.ends('ProductionTouched');
    delivery.ends('ProductionDeployed');
    expect(delivery.stage).toBe('production-testing');
    delivery.tests();
    expect(delivery.stage).toBe('teardown');
  });

  test('with checks only, the new product goes all the way by itself, and is watched', () => {
    const delivery = overtakenRelease({ onBaseChange: 'checks' });
    delivery.ends('SandboxProvisioned');
    delivery.ends('ChangeIntegrated');
    delivery.ends('BackupsTaken');
    delivery.ends('ProductionTouched');
    delivery.ends('ProductionDeployed');
    expect(delivery.stage).toBe('teardown');
    expect(delivery.started).toEqual(['WatchProduction', 'RemoveSandbox']);
  });

  test('a rollback from there goes back to before the task first touched production', () => {
    const delivery = deliveryAt('release');
    const first = delivery.task.production?.backup;
    delivery.liveMovesTo('live-2');
    delivery.ends('LiveMoved');
    goOn(delivery, 'integration-testing').tests();
    delivery.ends('BackupsTaken');
    delivery.ends('ProductionTouched');
    expect(delivery.task.production).toMatchObject({
      backup: first,
      watch: null,
      product: { live: 'live-2' },
    });
    delivery.ends('ProductionUnhealthy');
    expect(delivery.last?.operations).toMatchObject([{ kind: 'RestoreProduction', backup: first }]);
    delivery.ends('ProductionRestored');
    expect(delivery.stage).toBe('development');
  });

  test('a backup that fails before the second deployment does not roll back the first', () => {
    const delivery = overtakenRelease();
    goOn(delivery, 'integration-testing').tests();
    delivery.ends('BackupsTaken');
    delivery.ends('OperationFailed');
    expect(delivery.task).toMatchObject({ stage: 'deployment', failure: { operation: 'DeployProduction' } });
  });

  test('production can be rolled back from wherever the task holds it, and nowhere else', () => {
    const delivery = overtakenRelease();
    goOn(delivery, 'integration-testing').says('otto', rollback);
    expect(delivery.stage).toBe('rollback');
    expect(deliveryAt('integration-testing').says('otto', rollback).because.code).toBe(
      'nothing_to_roll_back',
    );
  });

  test('a pull request closed and opened again meanwhile is tested again', () => {
    const delivery = overtakenRelease();
    delivery.shows({ open: false });
    delivery.shows({ open: true });
    delivery.ends('SandboxProvisioned');
    expect(delivery.stage).toBe('testing');
  });

  test('a head pushed meanwhile goes the whole way', () => {
    const delivery = overtakenRelease();
    delivery.shows({ head: 'head-2' });
    delivery.ends('SandboxProvisioned');
    expect(delivery.task).toMatchObject({ stage: 'testing', production: { touched: true } });
    expect(delivery.task.approvals.every(({ head }) => head === null)).toBe(true);
    goOn(delivery, 'demo');
    expect(delivery.says('cleo', yes).production).toBeNull();
    expect(delivery.started).toEqual(['DeployProduction']);
  });

  test('when it is seen in the final demo already, the sandbox that still stands is used', () => {
    const delivery = deliveryAt('final-demo');
    delivery.liveMovesTo('live-2');
    delivery.says('cleo', { type: 'Approved', note: 'lovely' });
    expect(delivery.task).toMatchObject({ stage: 'integration', feedback: 'lovely', product: null });
    goOn(delivery, 'integration-testing').tests();
    delivery.ends('BackupsTaken');
    delivery.ends('ProductionTouched');
    delivery.ends('ProductionDeployed');
    delivery.tests();
    expect(delivery.stage).toBe('teardown');
  });
});
