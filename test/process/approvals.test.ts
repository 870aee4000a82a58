import { describe, expect, test } from '@jest/globals';
import { rules as usual, Delivery, deliveryAt, goOn, no, people, yes } from './delivery.js';
import type { Event } from '#process/event.js';
import { isTestGate } from '#process/gate.js';
import type { Approval } from '#process/task.js';

const approvedGates = ({ task }: Delivery): readonly string[] => task.approvals.map(({ gate }) => gate);

describe('an approval belongs to a commit', () => {
  test('it keeps who, in which role, when, on which head and live version, in whose words', () => {
    const delivery = deliveryAt('integration-testing');
    delivery.tests('tess', { type: 'Approved', note: 'looks good' });
    expect(delivery.task.approvals.at(-1)).toMatchObject({
      gate: 'integration-testing',
      role: 'tester',
      by: 'tess',
      head: 'head-1',
      live: 'live-1',
      note: 'looks good',
      override: null,
    });
  });

  test.each(['testing', 'integration', 'integration-testing', 'backup', 'demo', 'deployment'] as const)(
    'a push in %s voids what was approved for the old head and takes the task back',
    (stage) => {
      const delivery = deliveryAt(stage);
      delivery.shows({ head: 'head-2', checks: { state: 'pending', open: ['ci'] } });
      expect(delivery.task).toMatchObject({ stage: 'development', product: null });
      expect(approvedGates(delivery)).toEqual(['discussion', 'planning']);
      expect(delivery.last?.production).toBe(stage === 'deployment' ? 'release' : null);
    },
  );

  test('a yes that crosses with a push is refused: it judged something else', () => {
    const delivery = deliveryAt('demo');
    delivery.seen = {
      ...delivery.seen,
      change: delivery.seen.change && { ...delivery.seen.change, head: 'head-2' },
    };
    expect(delivery.says('cleo', yes)).toMatchObject({
      verdict: 'refused',
      because: { code: 'change_moved', why: 'change_pushed', head: 'head-2', was: 'head-1' },
    });
    expect(delivery.stage).toBe('testing');
    expect(approvedGates(delivery)).toEqual(['discussion', 'planning']);
  });

  test('a stranger’s yes that crosses with a push is refused because they are a stranger', () => {
    const delivery = deliveryAt('demo');
    delivery.seen = { ...delivery.seen, change: null };
    expect(delivery.says('nick', yes).because.code).toBe('role_missing');
  });

  test('a force-push back to an approved head does not bring the approvals back', () => {
    const delivery = deliveryAt('demo');
    delivery.shows({ head: 'head-2' });
    delivery.shows({ head: 'head-1' });
    expect(delivery.stage).toBe('testing');
    expect(approvedGates(delivery)).toEqual(['discussion', 'planning']);
  });

  test('nor does one in development, after live moved and the tester said no', () => {
    const delivery = deliveryAt('deployment');
    delivery.isGranted();
    delivery.liveMovesTo('live-2');
    delivery.ends('LiveMoved');
    goOn(delivery, 'integration-testing').says('tess', no);
    expect(approvedGates(delivery)).toContain('demo');
    delivery.shows({ head: 'head-2', draft: true });
    delivery.shows({ head: 'head-1', draft: false });
    delivery.says('dora', { type: 'ReadyDeclared' });
    goOn(delivery, 'backup').ends('BackupsTaken');
    expect(delivery.stage).toBe('demo');
  });

  test('when live moved, the tester judges the new product, and the client’s yes stays', () => {
    const delivery = deliveryAt('deployment');
    delivery.isGranted();
    delivery.liveMovesTo('live-2');
    delivery.ends('LiveMoved');
    expect(delivery.task).toMatchObject({ stage: 'integration', product: null, production: null });
    delivery.ends('ChangeIntegrated');
    expect(delivery.stage).toBe('integration-testing');
    expect(delivery.called).toEqual(['test: tester']);
    delivery.tests();
    delivery.ends('BackupsTaken');
    expect(delivery.task).toMatchObject({ stage: 'deployment', product: { live: 'live-2' } });
  });

  test('when live moved and the rules ask for checks only, nobody is asked again', () => {
    const delivery = deliveryAt('deployment', { onBaseChange: 'checks' });
    delivery.isGranted();
    delivery.liveMovesTo('live-2');
    delivery.ends('LiveMoved');
    delivery.ends('ChangeIntegrated');
    expect(delivery.stage).toBe('backup');
    delivery.ends('BackupsTaken');
    expect(delivery.stage).toBe('deployment');
  });

  test.each(['retest', 'checks'] as const)(
    'a yes to a product that live has overtaken leads to integration again (%s)',
    (onBaseChange) => {
      const delivery = deliveryAt('integration-testing', { onBaseChange });
      delivery.liveMovesTo('live-2');
      delivery.tests();
      expect(delivery.stage).toBe('integration');
      delivery.ends('ChangeIntegrated');
      expect(delivery.stage).toBe(onBaseChange === 'checks' ? 'backup' : 'integration-testing');
    },
  );

  test('one of another head opens nothing, however it came to be there', () => {
    const delivery = deliveryAt('demo');
    delivery.says('otto', { type: 'SandboxRedeployRequested' });
    const [given] = delivery.task.approvals;
    const stale = { ...given, gate: 'demo', role: 'client', head: 'head-0' } as Approval;
    delivery.task = { ...delivery.task, approvals: [...delivery.task.approvals, stale] };
    delivery.ends('SandboxDeployed', { commit: 'head-1+live-1' });
    expect(delivery.stage).toBe('demo');
  });

  test('a no undoes the others’ yes at the same gate, also for the same head', () => {
    const gates = { ...usual.gates, 'integration-testing': ['tester', 'devops'] as const };
    const delivery = deliveryAt('integration-testing', { gates, onBaseChange: 'checks' });
    delivery.tests();
    delivery.says('otto', no);
    delivery.says('dora', { type: 'ReadyDeclared' });
    goOn(delivery, 'integration').ends('ChangeIntegrated');
    expect(delivery.called).toEqual(['test: tester, devops']);
  });
});

describe('who decides', () => {
  test.each(['nick', 'mona', 'dora', 'cleo', 'otto'] as const)('%s is not asked at step 5', (person) => {
    const delivery = deliveryAt('testing');
    delivery.ends('SandboxDeployed');
    expect(delivery.says(person, yes).because).toMatchObject({ code: 'role_missing', needed: ['tester'] });
    expect(delivery.stage).toBe('testing');
  });

  test('a bot never decides, whatever roles it has', () => {
    const delivery = deliveryAt('demo');
    const said: Event = { ...yes, type: 'Approved', note: null, by: 'robo', source: { comment: 7, on: 1 } };
    const actor = { login: 'robo', bot: true, roles: ['client', 'manager'] } as const;
    expect(delivery.hears(said, { actor })).toMatchObject({
      verdict: 'refused',
      because: { code: 'not_a_person' },
    });
  });

  test.each([
    ['testing', 'tester'],
    ['integration-testing', 'tester'],
    ['demo', 'client'],
    ['production-testing', 'tester'],
    ['final-demo', 'client'],
  ] as const)('nobody approves their own change at %s, unless the rules say so', (stage, role) => {
    const gates = { ...usual.gates, [stage]: [role, 'developer'] };
    for (const selfApproval of [false, true]) {
      const delivery = deliveryAt(stage === 'testing' ? 'development' : 'testing', { selfApproval });
      delivery.shows({ author: 'dora' });
      goOn(delivery, stage);
      delivery.rules = { ...delivery.rules, gates };
      if (stage === 'testing') delivery.ends('SandboxDeployed');
      if (isTestGate(stage)) delivery.says('tess', { type: 'ScenariosPassed', numbers: 'all' });
      const { verdict, because } = delivery.says('dora', yes);
      expect([verdict, because.code]).toEqual(
        selfApproval ? ['kept', 'approval_kept'] : ['refused', 'own_change'],
      );
    }
  });

  test('one person with several roles says yes in all of them at once', () => {
    const gates = { ...usual.gates, planning: ['manager', 'devops'] as const };
    const delivery = deliveryAt('planning', { gates });
    delivery.says('tess', { type: 'ScenarioAdded', text: 'It is green' });
    delivery.says('both', yes);
    expect(delivery.task.approvals.slice(-2)).toMatchObject([
      { role: 'manager', by: 'both' },
      { role: 'devops', by: 'both' },
    ]);
    expect(delivery.stage).toBe('sandbox');
  });

  test('a second yes in a role that was given already changes nothing', () => {
    const gates = { ...usual.gates, demo: ['client', 'manager'] as const };
    const delivery = deliveryAt('demo', { gates });
    delivery.says('cleo', yes);
    const { version } = delivery.task;
    expect(delivery.says('cleo', yes)).toMatchObject({
      verdict: 'ignored',
      because: { code: 'nothing_new' },
    });
    expect(delivery.task.version).toBe(version);
  });
});

describe('reviews', () => {
  test.each(['testing', 'integration-testing'] as const)(
    'a tester’s review in %s is their verdict',
    (stage) => {
      const delivery = deliveryAt(stage);
      if (stage === 'testing') delivery.ends('SandboxDeployed');
      delivery.says('tess', { type: 'ScenariosPassed', numbers: 'all' });
      delivery.says('tess', yes, { commit: 'head-1' });
      expect(delivery.stage).toBe(stage === 'testing' ? 'integration' : 'backup');
    },
  );

  test.each(['testing', 'integration-testing'] as const)(
    'a review of another commit is refused in %s, with the reason',
    (stage) => {
      const delivery = deliveryAt(stage);
      if (stage === 'testing') delivery.ends('SandboxDeployed');
      for (const verdict of [yes, no])
        expect(delivery.says('tess', verdict, { commit: 'head-0' })).toMatchObject({
          verdict: 'refused',
          because: { code: 'review_of_another_commit', commit: 'head-0' },
        });
      expect(delivery.stage).toBe(stage);
    },
  );

  test('developers review each other’s work without being told that they may not', () => {
    const delivery = deliveryAt('testing');
    expect(delivery.says('dora', yes, { commit: 'head-1' }).verdict).toBe('ignored');
    expect(delivery.says('nick', no, { commit: 'head-1' }).verdict).toBe('ignored');
    expect(deliveryAt('development').says('tess', no, { commit: 'head-1' }).verdict).toBe('ignored');
  });

  test('a review does not approve what runs in production', () => {
    const delivery = deliveryAt('production-testing');
    expect(delivery.says('tess', yes, { commit: 'head-1' }).verdict).toBe('ignored');
    expect(delivery.stage).toBe('production-testing');
  });
});

describe('overrides', () => {
  const late = (gate: 'demo' | 'testing' | 'discussion') =>
    ({ type: 'GateOverridden', gate, reason: 'the client is away' }) as const;

  test('a manager and devops together open a gate, and the record shows it', () => {
    const delivery = deliveryAt('demo');
    expect(delivery.says('mona', late('demo')).because.code).toBe('override_begun');
    expect(delivery.stage).toBe('demo');
    delivery.says('otto', late('demo'));
    expect(delivery.stage).toBe('deployment');
    expect(delivery.task.approvals.at(-1)).toMatchObject({
      gate: 'demo',
      role: 'client',
      by: 'otto',
      head: 'head-1',
      override: 'mona: the client is away / otto: the client is away',
    });
    expect(delivery.task.overrides).toEqual([]);
  });

  test('one person is not two, even with both roles', () => {
    const delivery = deliveryAt('demo');
    delivery.says('both', late('demo'));
    delivery.says('both', late('demo'));
    expect(delivery.stage).toBe('demo');
  });

  test.each(['mona', 'otto'] as const)('whoever has both roles is seconded by %s', (second) => {
    const delivery = deliveryAt('demo');
    delivery.says('both', late('demo'));
    delivery.says(second, late('demo'));
    expect(delivery.stage).toBe('deployment');
  });

  test('two managers are not a manager and devops', () => {
    const delivery = deliveryAt('demo');
    delivery.says('mona', late('demo'));
    const said: Event = { ...late('demo'), by: 'max', source: { comment: 8, on: 1 } };
    delivery.hears(said, { actor: { login: 'max', bot: false, roles: people.mona } });
    expect(delivery.stage).toBe('demo');
  });

  test('only the gate where the task stands is overridden', () => {
    expect(deliveryAt('demo').says('mona', late('testing')).because).toMatchObject({
      code: 'override_of_another_gate',
      gate: 'testing',
      stage: 'demo',
    });
    expect(deliveryAt('backup').says('mona', late('demo')).verdict).toBe('refused');
  });

  test('a first half does not outlive the stage: what is judged later is something else', () => {
    const delivery = deliveryAt('testing');
    delivery.ends('SandboxDeployed');
    delivery.says('mona', late('testing'));
    delivery.shows({ head: 'head-2' });
    delivery.ends('SandboxDeployed');
    expect(delivery.task).toMatchObject({ stage: 'testing', overrides: [] });
    delivery.says('otto', late('testing'));
    expect(delivery.stage).toBe('testing');
  });

  test('nor the estimate that it was given for', () => {
    const delivery = new Delivery();
    delivery.says('mona', { type: 'EstimateGiven', duration: '3d', cost: null, note: null });
    delivery.says('otto', late('discussion'));
    delivery.says('mona', { type: 'EstimateGiven', duration: '9d', cost: null, note: null });
    delivery.says('mona', late('discussion'));
    expect(delivery.stage).toBe('discussion');
  });

  test.each([
    ['discussion', (delivery: Delivery) => delivery.says('cleo', { type: 'FollowupAdded', text: 'x' })],
    ['planning', (delivery: Delivery) => delivery.hears({ type: 'IssueSeen' })],
  ] as const)('overriding %s does not do without what it is about', (gate, next) => {
    const delivery = deliveryAt(gate);
    delivery.says('mona', { type: 'GateOverridden', gate, reason: 'late' });
    delivery.says('otto', { type: 'GateOverridden', gate, reason: 'late' });
    next(delivery);
    expect(delivery.stage).toBe(gate);
  });

  test('nor does overriding the plan of a later round', () => {
    const delivery = deliveryAt('planning');
    delivery.seen = { ...delivery.seen, issue: { title: 'Idea', open: true, checklist: ['It is green'] } };
    delivery.says('mona', yes);
    goOn(delivery, 'demo').says('cleo', no);
    delivery.seen = { ...delivery.seen, issue: { title: 'Idea', open: true, checklist: [] } };
    delivery.says('mona', { type: 'GateOverridden', gate: 'planning', reason: 'late' });
    delivery.says('otto', { type: 'GateOverridden', gate: 'planning', reason: 'late' });
    expect(delivery.stage).toBe('planning');
  });

  test.each(['testing', 'integration-testing', 'demo'] as const)(
    'an overridden gate opens only when what it judges is there (%s)',
    (gate) => {
      const delivery = deliveryAt(gate);
      if (gate !== 'testing') delivery.says('otto', { type: 'SandboxRedeployRequested' });
      delivery.says('mona', { type: 'GateOverridden', gate, reason: 'late' });
      delivery.says('otto', { type: 'GateOverridden', gate, reason: 'late' });
      expect(delivery.stage).toBe(gate);
      delivery.ends('SandboxDeployed', { commit: gate === 'testing' ? 'head-1' : 'head-1+live-1' });
      expect(delivery.stage).not.toBe(gate);
      expect(delivery.called).toEqual([]);
    },
  );

  test('with production in hand, too', () => {
    const delivery = deliveryAt('release');
    delivery.liveMovesTo('live-2');
    delivery.ends('LiveMoved');
    delivery.shows({ head: 'head-2' });
    goOn(delivery, 'demo').says('otto', { type: 'SandboxRedeployRequested' });
    delivery.says('mona', late('demo'));
    delivery.says('otto', late('demo'));
    expect(delivery.stage).toBe('demo');
    delivery.ends('SandboxDeployed', { commit: 'head-2+live-2' });
    expect(delivery.started).toEqual(['DeployProduction']);
  });
});
