import { describe, expect, test } from '@jest/globals';
import { Delivery, deliveryAt, goOn, no, yes } from './delivery.js';

describe('step 1, discussion', () => {
  test('a manager’s intake label makes an issue a task; nobody else’s does', () => {
    expect(new Delivery().task).toMatchObject({ stage: 'discussion', round: 1, version: 1 });

    const refused = new Delivery();
    refused.task = { ...refused.task, version: 0 };
    refused.seen = { ...refused.seen, issue: { title: 'Idea', open: true, checklist: ['a scenario'] } };
    expect(refused.says('tess', { type: 'TaskProposed' })).toMatchObject({ verdict: 'refused' });
    expect(refused.task).toMatchObject({ version: 0, scenarios: [] });
  });

  test('a manager’s estimate calls the client, whose yes makes the agreement and leads to planning', () => {
    const delivery = new Delivery();
    delivery.says('mona', { type: 'EstimateGiven', duration: '3d', cost: null, note: null });
    expect(delivery.called).toEqual(['estimate: client']);
    delivery.says('cleo', yes);
    expect(delivery.task).toMatchObject({ stage: 'planning', estimate: { agreed: { by: 'cleo' } } });
  });

  test('without an estimate there is nothing to agree to', () => {
    expect(new Delivery().says('cleo', yes).because.code).toBe('estimate_missing');
    expect(new Delivery().says('cleo', no).because.code).toBe('estimate_missing');
  });

  test('the client’s no withdraws the estimate, and discussion goes on', () => {
    const delivery = new Delivery();
    delivery.says('mona', { type: 'EstimateGiven', duration: '3d', cost: null, note: null });
    delivery.says('cleo', no);
    expect(delivery.task).toMatchObject({ stage: 'discussion', estimate: null });
    expect(delivery.task.rejection?.reason).toBe('the button is red');
  });

  test('a new estimate is a new revision and needs a new yes, also from planning', () => {
    const delivery = deliveryAt('planning');
    delivery.says('mona', { type: 'EstimateGiven', duration: '5d', cost: null, note: null });
    expect(delivery.task).toMatchObject({ stage: 'discussion', estimate: { revision: 2, agreed: null } });
    expect(delivery.called).toEqual(['estimate: client']);
    delivery.says('cleo', yes);
    expect(delivery.stage).toBe('planning');
  });

  test('a repository without a client skips step 1 and the client’s gates', () => {
    const noClient = { discussion: [], demo: [], 'final-demo': [] };
    const { rules } = new Delivery();
    const delivery = new Delivery({ gates: { ...rules.gates, ...noClient } });
    expect(delivery.stage).toBe('planning');
    goOn(delivery, 'backup').ends('BackupsTaken');
    expect(delivery.stage).toBe('deployment');
    expect(delivery.called).toEqual([]);
    goOn(delivery, 'production-testing').tests();
    expect(delivery.stage).toBe('teardown');
    expect(delivery.called).toEqual([]);
  });
});

describe('step 2, planning', () => {
  test('the plan is approved only when scenarios are written', () => {
    const delivery = deliveryAt('planning');
    expect(delivery.says('mona', yes).because.code).toBe('scenarios_missing');
    expect(delivery.says('mona', { type: 'StageLabelSet', stage: 'sandbox' }).because.code).toBe(
      'scenarios_missing',
    );
  });

  test('a checklist in the issue counts as scenarios', () => {
    const delivery = deliveryAt('planning');
    delivery.seen = { ...delivery.seen, issue: { title: 'Idea', open: true, checklist: ['It is green'] } };
    delivery.says('mona', yes);
    expect(delivery.task).toMatchObject({
      stage: 'sandbox',
      scenarios: [{ text: 'It is green', by: null }],
    });
  });

  test('a manager starts the work by label as well as by word; another label is no move', () => {
    const delivery = deliveryAt('planning');
    delivery.says('tess', { type: 'ScenarioAdded', text: 'It is green' });
    expect(delivery.says('mona', { type: 'StageLabelSet', stage: 'release' }).because).toMatchObject({
      code: 'label_is_not_a_move',
      stage: 'release',
    });
    delivery.says('mona', { type: 'StageLabelSet', stage: 'sandbox' });
    expect(delivery.stage).toBe('sandbox');
    expect(delivery.says('mona', { type: 'StageLabelSet', stage: 'release' }).because.code).toBe(
      'label_is_not_a_move',
    );
  });

  test('every role that the plan needs has to approve it; one no undoes the others’ yes', () => {
    const { rules } = new Delivery();
    const delivery = deliveryAt('planning', { gates: { ...rules.gates, planning: ['manager', 'tester'] } });
    delivery.says('tess', { type: 'ScenarioAdded', text: 'It is green' });
    delivery.says('mona', yes);
    expect(delivery.stage).toBe('planning');
    delivery.says('tess', no);
    delivery.tests();
    expect(delivery.stage).toBe('planning');
    delivery.says('mona', yes);
    expect(delivery.stage).toBe('sandbox');
  });
});

describe('steps 3 and 4, sandbox and development', () => {
  test('a sandbox that cannot be made calls devops, and is tried again on request', () => {
    const delivery = deliveryAt('sandbox');
    delivery.ends('OperationFailed');
    expect(delivery.task).toMatchObject({ stage: 'sandbox', failure: { operation: 'ProvisionSandbox' } });
    expect(delivery.called).toEqual(['failed: devops']);
    delivery.says('otto', { type: 'RetryRequested' });
    expect(delivery.started).toEqual(['ProvisionSandbox']);
    expect(delivery.says('otto', { type: 'RetryRequested' }).because.code).toBe('nothing_failed');
    delivery.ends('SandboxProvisioned');
    expect(delivery.task).toMatchObject({ stage: 'development', branch: 'task/1-idea' });
  });

  test('a change is tested once it is open, no draft, and green', () => {
    const delivery = deliveryAt('development');
    delivery.shows({ draft: true, checks: { state: 'pending', open: ['ci'] } });
    delivery.shows({ draft: false });
    expect(delivery.stage).toBe('development');
    expect(delivery.says('dora', { type: 'ReadyDeclared' }).because).toMatchObject({
      code: 'change_not_ready',
      checks: ['ci'],
    });
    delivery.shows({ checks: { state: 'green', open: [] } });
    expect(delivery.stage).toBe('testing');
    expect(delivery.started).toEqual(['DeploySandbox']);
  });

  test('a head that was rejected comes again only by a push or by the developer’s word', () => {
    const delivery = goOn(deliveryAt('testing'), 'testing');
    delivery.says('tess', no);
    delivery.shows({});
    expect(delivery.stage).toBe('development');
    delivery.says('dora', { type: 'ReadyDeclared' });
    expect(delivery.stage).toBe('testing');

    delivery.says('tess', no);
    delivery.shows({ head: 'head-2' });
    expect(delivery.stage).toBe('testing');
  });
});

describe('steps 5 to 8, from tests to backup', () => {
  test('the tester is called when the head is served, and cannot approve before', () => {
    const delivery = deliveryAt('testing');
    expect(delivery.called).toEqual([]);
    expect(delivery.says('tess', yes).because.code).toBe('sandbox_not_ready');
    delivery.ends('SandboxDeployed');
    expect(delivery.called).toEqual(['test: tester']);
    delivery.tests();
    expect(delivery.stage).toBe('integration');
  });

  test('a required check that fails takes the change back to the developer', () => {
    const delivery = deliveryAt('testing');
    delivery.shows({ checks: { state: 'failing', open: ['ci'] } });
    expect(delivery.stage).toBe('development');
    expect(delivery.last?.because.code).toBe('checks_failed');
  });

  test('a head that does not come up healthy goes back with the report, and is not deployed again and again', () => {
    const delivery = deliveryAt('testing');
    delivery.ends('SandboxUnhealthy');
    delivery.shows({});
    expect(delivery.task).toMatchObject({
      stage: 'development',
      rejectedHeads: ['head-1'],
      rejection: { by: 'Greenlight', reason: '/: 500', gate: 'testing' },
    });
  });

  test('a conflict and an unhealthy product go back to the developer, each with its own reason', () => {
    const conflict = deliveryAt('integration');
    expect(conflict.ends('IntegrationRefused').because.code).toBe('integration_conflict');
    expect(conflict.stage).toBe('development');
    expect(conflict.called).toEqual(['conflict: developer']);

    const unhealthy = deliveryAt('integration');
    expect(unhealthy.ends('IntegrationRefused', { why: 'unhealthy', detail: '/: 500' }).because.code).toBe(
      'integration_unhealthy',
    );
    expect(unhealthy.task.rejection?.reason).toBe('/: 500');
  });

  test('after a conflict the same head is tested again before it is integrated again', () => {
    const delivery = deliveryAt('integration');
    delivery.ends('IntegrationRefused');
    delivery.says('dora', { type: 'ReadyDeclared' });
    expect(delivery.stage).toBe('testing');
    expect(delivery.started).toEqual(['DeploySandbox']);
  });

  test('the tester’s no to the integrated product leaves no product behind', () => {
    const delivery = deliveryAt('integration-testing');
    delivery.says('tess', no);
    expect(delivery.task).toMatchObject({ stage: 'development', product: null, rejectedHeads: ['head-1'] });
  });

  test('both backups are stored before the demo; a backup that somebody asked for is not them', () => {
    const delivery = deliveryAt('backup');
    delivery.says('otto', { type: 'BackupRequested' });
    const asked = delivery.last?.operations.find(({ kind }) => kind === 'BackUpProduction')?.id ?? '';
    delivery.ends('BackupsTaken', { operation: asked });
    expect(delivery.stage).toBe('backup');
    delivery.ends('BackupsTaken');
    expect(delivery.stage).toBe('demo');
    expect(delivery.task.backups).toHaveLength(2);
  });

  test('a backup on request that fails calls devops and takes nothing away from the stage', () => {
    const delivery = deliveryAt('backup');
    delivery.says('otto', { type: 'BackupRequested' });
    const asked = delivery.last?.operations.find(({ kind }) => kind === 'BackUpProduction')?.id ?? '';
    delivery.ends('OperationFailed');
    delivery.ends('OperationFailed', { operation: asked, kind: 'BackUpProduction' });
    expect(delivery.called).toEqual(['failed: devops']);
    delivery.says('otto', { type: 'RetryRequested' });
    expect(delivery.started).toEqual(['BackUpBoth']);
  });
});

test('a backup on request that fails keeps nobody from deciding', () => {
  const delivery = deliveryAt('demo');
  delivery.says('otto', { type: 'BackupRequested' });
  const asked = delivery.last?.operations[0]?.id ?? '';
  delivery.ends('OperationFailed', { operation: asked, kind: 'BackUpProduction' });
  expect(delivery.called).toEqual(['failed: devops']);
  expect(delivery.task.failure).toBeNull();
  delivery.says('cleo', yes);
  expect(delivery.stage).toBe('deployment');
});

describe('step 9, the demo', () => {
  test('the client’s no starts the next round with their words, and the sandbox stands', () => {
    const delivery = deliveryAt('demo');
    delivery.says('cleo', no);
    expect(delivery.task).toMatchObject({
      stage: 'planning',
      round: 2,
      approvals: [],
      product: null,
      rejection: { by: 'cleo', reason: 'the button is red', round: 1, gate: 'demo' },
    });
    delivery.says('mona', yes);
    expect(delivery.stage).toBe('development');
    delivery.shows({ head: 'head-2' });
    expect(goOn(delivery, 'demo').task.round).toBe(2);
  });

  test('the client’s yes queues the task for production', () => {
    const delivery = deliveryAt('demo');
    expect(delivery.says('cleo', yes)).toMatchObject({ verdict: 'moved', production: 'request' });
    expect(delivery.stage).toBe('deployment');
    expect(delivery.started).toEqual([]);
  });

  test('whoever the rules ask is called, and only they', () => {
    const { rules } = new Delivery();
    const gates = { ...rules.gates, demo: ['manager', 'client'] as const };
    const delivery = deliveryAt('demo', { gates });
    expect(delivery.called).toEqual(['demo: manager, client']);
    delivery.says('cleo', yes);
    expect(delivery.stage).toBe('demo');
    delivery.says('mona', yes);
    expect(delivery.stage).toBe('deployment');
  });
});

describe('the sandbox while people look at it', () => {
  test('it is deployed again with what it is meant to serve', () => {
    const delivery = deliveryAt('demo');
    delivery.says('tess', { type: 'SandboxRedeployRequested' });
    expect(delivery.last?.operations[0]).toMatchObject({ kind: 'DeploySandbox', commit: 'head-1+live-1' });
    expect(delivery.says('cleo', yes).because.code).toBe('sandbox_not_ready');
    delivery.ends('SandboxDeployed', { commit: 'head-1+live-1' });
    delivery.says('cleo', yes);
    expect(delivery.stage).toBe('deployment');
  });

  test.each(['planning', 'development', 'integration-testing', 'demo'] as const)(
    'when it does not come up in %s, devops is called and may try again',
    (stage) => {
      const delivery = deliveryAt(stage === 'planning' ? 'demo' : stage);
      if (stage === 'planning') delivery.says('cleo', no);
      delivery.says('otto', { type: 'SandboxRedeployRequested' });
      delivery.ends('SandboxUnhealthy');
      expect(delivery.task).toMatchObject({ stage, awaiting: null, failure: { operation: 'DeploySandbox' } });
      expect(delivery.called).toEqual(['failed: devops']);
      delivery.says('otto', { type: 'RetryRequested' });
      expect(delivery.started).toEqual(['DeploySandbox']);
    },
  );

  test('one deployment at a time; a new one starts with what failed before forgotten', () => {
    const delivery = deliveryAt('development');
    delivery.says('otto', { type: 'SandboxRedeployRequested' });
    expect(delivery.says('dora', { type: 'SandboxRedeployRequested' }).because.code).toBe('busy');
    delivery.ends('SandboxUnhealthy');
    delivery.says('dora', { type: 'SandboxRedeployRequested' });
    expect(delivery.task).toMatchObject({ failure: null, awaiting: { kind: 'DeploySandbox' } });
  });

  test.each(['integration-testing', 'demo'] as const)(
    'a product that does not come up again cannot be approved in %s',
    (stage) => {
      const delivery = deliveryAt(stage);
      delivery.says('otto', { type: 'SandboxRedeployRequested' });
      delivery.ends('SandboxUnhealthy');
      const asked = stage === 'demo' ? 'cleo' : 'tess';
      expect(delivery.says(asked, yes).because.code).toBe('sandbox_not_ready');
    },
  );
});

test('scenarios are written up to the demo, follow-ups from then on to the final demo', () => {
  expect(deliveryAt('demo').says('cleo', { type: 'ScenarioAdded', text: 'It is blue' }).verdict).toBe('kept');
  const late = deliveryAt('production-testing');
  expect(late.says('cleo', { type: 'ScenarioAdded', text: 'It is blue' }).verdict).toBe('refused');
  expect(late.says('cleo', { type: 'FollowupAdded', text: 'more' }).verdict).toBe('kept');
  expect(deliveryAt('testing').says('cleo', { type: 'FollowupAdded', text: 'more' }).verdict).toBe('refused');
});
