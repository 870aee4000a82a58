import { describe, expect, test } from '@jest/globals';
import { planPayloads } from '#engine/plan-payloads.js';
import { decideCheck } from '#process/decide-check.js';
import { decideDeployment } from '#process/decide-deployment.js';
import type { Stage } from '#process/stage.js';
import type { Task } from '#process/task.js';
import { type Delivery, deliveryAt, no, people, yes } from '../process/delivery.js';
import { example, part, type Payload, whats } from './example.js';

/** Where a head is judged, or on its way out with nothing done yet. */
const judged = [
  'testing',
  'integration',
  'integration-testing',
  'backup',
  'demo',
  'deployment',
] as const satisfies readonly Stage[];

const greenOn = (task: Parameters<typeof decideCheck>[0], head: string): boolean =>
  decideCheck(task, { configProblem: null, head }).state === 'green';

describe('threat 11: an approval is worth nothing for another head', () => {
  test.each(judged)('threat 11: a push after what was approved before %s voids it', (stage) => {
    const delivery = deliveryAt(stage);
    delivery.shows({ head: 'head-2' });
    const { task } = delivery;
    expect(['development', 'testing']).toContain(task.stage);
    expect(task.product).toBeNull();
    expect(task.approvals.filter(({ head }) => head !== null)).toEqual([]);
    expect(task.verdicts).toEqual([]);
  });

  test.each(judged)(
    'threat 11: a push that nobody has told of yet is seen by whoever speaks at %s',
    (stage) => {
      const delivery = deliveryAt(stage);
      const { change } = delivery.seen;
      delivery.seen = { ...delivery.seen, change: change && { ...change, head: 'head-2' } };
      const said = delivery.says(stage === 'demo' ? 'cleo' : 'tess', yes);
      expect(said.verdict).toBe('refused');
      expect(delivery.task.approvals.filter(({ head }) => head !== null)).toEqual([]);
    },
  );

  test('threat 11: no head but the released one is ever green', () => {
    for (const stage of judged) {
      const { task } = deliveryAt(stage);
      expect([greenOn(task, 'head-1'), greenOn(task, 'head-2')]).toEqual([false, false]);
    }
    const { task } = deliveryAt('released');
    expect([greenOn(task, 'head-1'), greenOn(task, 'head-2')]).toEqual([true, false]);
  });
});

describe('threat 12: nobody approves what they did not see', () => {
  test('threat 12: a yes that crosses with a push is refused, and says which head is there now', () => {
    const delivery = deliveryAt('demo');
    const { change } = delivery.seen;
    delivery.seen = { ...delivery.seen, change: change && { ...change, head: 'head-2' } };
    expect(delivery.says('cleo', yes)).toMatchObject({
      verdict: 'refused',
      because: { code: 'change_moved', head: 'head-2', was: 'head-1' },
    });
  });

  test('threat 12: nor is a head approved before the sandbox shows it, nor by a review of an older one', () => {
    const delivery = deliveryAt('testing');
    delivery.says('tess', { type: 'ScenariosPassed', numbers: 'all' });
    expect(delivery.says('tess', yes).because.code).toBe('sandbox_not_ready');
    delivery.ends('SandboxDeployed');
    delivery.says('tess', { type: 'ScenariosPassed', numbers: 'all' });
    expect(delivery.says('tess', yes, { commit: 'head-0' }).verdict).toBe('refused');
    expect(delivery.stage).toBe('testing');
  });
});

/** GitHub's own deliveries, heard in the order in which they come: a push of `head`, or a comment by Tess, at `second`. */
function comes(delivery: Delivery, { event, payload }: { event: string; payload: Payload }): string[] {
  const subject = { repository: delivery.task.repository, number: 1, change: 12 };
  const sender = { login: event === 'pull_request' ? 'dora' : 'tess', bot: false };
  const signals = whats(event, payload).map((what) => ({ repository: subject.repository, sender, what }));
  const planned = signals.flatMap((signal) => planPayloads(signal, subject));
  return planned.map((one) => {
    if (one.type === 'request')
      return delivery.hears(one.request, { actor: { login: 'tess', bot: false, roles: people.tess } }).because
        .code;
    return one.type === 'seen'
      ? delivery.hears({ ...one.event, change: 12 } as typeof one.event).because.code
      : '';
  });
}

const timeOf = (second: number): string => `2026-03-01T10:00:${String(second).padStart(2, '0')}Z`;

function comesPush(delivery: Delivery, head: string, second: number): void {
  const { change } = delivery.seen;
  delivery.seen = { ...delivery.seen, change: change && { ...change, head } };
  const { head: branch } = example('pull_request', 'opened')['pull_request'] as { head: Payload };
  const pull = { head: { ...branch, sha: head }, updated_at: timeOf(second) };
  const payload = { ...part(example('pull_request', 'opened'), 'pull_request', pull), action: 'synchronize' };
  comes(delivery, { event: 'pull_request', payload });
}

function comesComment(delivery: Delivery, body: string, second: number): string[] {
  const payload = part(example('issue_comment', 'created'), 'comment', {
    body,
    created_at: timeOf(second),
    updated_at: timeOf(second),
    user: { login: 'tess', type: 'User' },
  });
  return comes(delivery, { event: 'issue_comment', payload });
}

describe('threat 12: a word that comes late does not judge what was pushed since', () => {
  /** Step 5, with `head-2` pushed at second 30 and shown. */
  function pushed(): Delivery {
    const delivery = deliveryAt('testing');
    comesPush(delivery, 'head-2', 30);
    delivery.ends('SandboxDeployed');
    expect([delivery.stage, delivery.task.sandbox?.commit]).toEqual(['testing', 'head-2']);
    return delivery;
  }

  test.each(['/approve', '/reject It is red', '/pass all', '/fail 1 It is red', '/unreject'])(
    'threat 12: %s, written before the push and delivered after it, is refused',
    (words) => {
      const delivery = pushed();
      const before = delivery.task;
      expect(comesComment(delivery, words, 29)).toEqual(['written_before_push']);
      expect(delivery.last?.because).toEqual({ code: 'written_before_push', head: 'head-2' });
      expect(delivery.task).toMatchObject({ stage: 'testing', approvals: before.approvals, verdicts: [] });
    },
  );

  test.each([30, 31])('threat 12: written at second %d, when the head was there, it counts', (second) => {
    const delivery = pushed();
    expect(comesComment(delivery, '/pass all\n/approve', second)).toEqual([
      'scenarios_passed',
      'approval_kept',
    ]);
    expect(delivery.stage).toBe('integration');
  });

  test('threat 12: a head that was pushed again is there since the last time, whatever comes again later', () => {
    const delivery = pushed();
    comesPush(delivery, 'head-3', 40);
    comesPush(delivery, 'head-2', 50);
    comesPush(delivery, 'head-2', 30);
    delivery.ends('SandboxDeployed');
    expect(comesComment(delivery, '/pass all', 45)).toEqual(['written_before_push']);
    expect(comesComment(delivery, '/pass all', 50)).toEqual(['scenarios_passed']);
  });

  test('threat 12: where nobody told the time of the push, the word is heard', () => {
    const delivery = deliveryAt('testing');
    delivery.ends('SandboxDeployed');
    expect(comesComment(delivery, '/pass all', 1)).toEqual(['scenarios_passed']);
  });
});

describe('threat 13: an approval is worth nothing for another base', () => {
  test.each(judged)('threat 13: a pull request that aims elsewhere at %s counts as closed', (stage) => {
    const delivery = deliveryAt(stage);
    delivery.shows({ base: 'release', open: false, astray: true });
    expect([delivery.stage, delivery.task.product]).toEqual(['development', null]);
    delivery.shows({ base: 'main', open: true });
    expect(delivery.task.approvals.filter(({ head }) => head !== null)).toEqual([]);
  });

  test('threat 13: a live project that moved, or was moved back, is integrated again and asked for again', () => {
    const delivery = deliveryAt('deployment');
    delivery.isGranted();
    delivery.liveMovesTo('live-0');
    delivery.ends('LiveMoved');
    expect(delivery.task).toMatchObject({ stage: 'integration', product: null, production: null });
    delivery.ends('ChangeIntegrated');
    expect(delivery.stage).toBe('integration-testing');
  });
});

describe('threat 16: two words at once leave one of them', () => {
  test('threat 16: a yes after a no finds another stage, and is refused', () => {
    const delivery = deliveryAt('demo');
    delivery.says('cleo', no);
    expect([delivery.stage, delivery.says('cleo', yes).verdict]).toEqual(['planning', 'refused']);
  });

  test('threat 16: one yes said twice deploys once', () => {
    const delivery = deliveryAt('demo');
    delivery.says('cleo', yes);
    delivery.isGranted();
    const [first] = delivery.last?.operations ?? [];
    expect([first?.kind, delivery.says('cleo', yes).verdict]).toEqual(['DeployProduction', 'refused']);
    expect(delivery.isGranted().operations).toEqual([]);
  });

  test('threat 16: a rollback during a deployment ends that: what it tells later changes nothing', () => {
    const delivery = deliveryAt('deployment');
    delivery.isGranted();
    const operation = delivery.task.awaiting?.id ?? '';
    delivery.ends('ProductionTouched');
    delivery.says('otto', { type: 'RollbackRequested', reason: 'stop' });
    expect([delivery.stage, delivery.started]).toEqual(['rollback', ['RestoreProduction']]);
    const late = delivery.ends('ProductionDeployed', { operation });
    expect([late.because.code, delivery.stage]).toEqual(['superseded', 'rollback']);
  });
});

describe('threat 17: a merge around the process stops it', () => {
  test.each(judged)(
    'threat 17: merged by somebody at %s, the task is held for a manager to judge',
    (stage) => {
      const delivery = deliveryAt(stage);
      delivery.shows({ open: false, merged: true });
      const { task } = delivery;
      expect(task.hold).toMatchObject({ by: 'Greenlight', cause: 'merged_outside' });
      expect(greenOn(task, 'head-1')).toBe(false);
      expect(delivery.says('otto', { type: 'HoldLifted' })).toMatchObject({
        verdict: 'refused',
        because: { code: 'merge_needs_manager' },
      });
    },
  );
});

test('threat 18: no workflow deploys anything but what was approved, while it ships, and what was released, later', () => {
  const may = (holder: Task | null, sha: string, released: string | null = null): boolean =>
    decideDeployment({ sha, tree: `tree of ${sha}` }, { holder, released, configProblem: null }).approved;
  const { task } = deliveryAt('production-testing');
  expect([may(task, 'head-1+live-1'), may(task, 'head-1'), may(task, 'live-1')]).toEqual([
    true,
    false,
    false,
  ]);
  const { task: back } = deliveryAt('rollback');
  expect([may(back, 'live-1'), may(back, 'head-1+live-1')]).toEqual([true, false]);
  expect([may(null, 'v1', 'v1'), may(null, 'main moved', 'v1'), may(null, 'v1')]).toEqual([
    true,
    false,
    false,
  ]);
});

describe('threat 47: a no stands, whoever says yes after it', () => {
  test.each([
    ['mona', 'both'],
    ['both', 'mona'],
  ] as const)('threat 47: the plan that %s refused is not opened by %s', (first, second) => {
    const delivery = deliveryAt('planning');
    delivery.says('tess', { type: 'ScenarioAdded', text: 'The button is green' });
    delivery.says(first, no);
    expect(delivery.says(second, yes)).toMatchObject({
      verdict: 'refused',
      because: { code: 'rejection_stands', by: first },
    });
    expect(delivery.stage).toBe('planning');
    delivery.says(first, yes);
    expect(delivery.stage).toBe('sandbox');
  });

  test('threat 47: what one tester found broken another does not wave through', () => {
    const delivery = deliveryAt('integration-testing');
    delivery.says('tess', { type: 'ScenarioFailed', number: 1, reason: 'red' });
    const tim = { actor: { login: 'tim', bot: false, roles: ['tester'] as const } };
    const source = { comment: 7, on: 1 };
    const said = delivery.hears({ type: 'ScenariosPassed', numbers: [1], by: 'tim', source }, tim);
    expect([said.verdict, said.because.code]).toEqual(['refused', 'failed_by_another']);
    expect(delivery.hears({ ...yes, by: 'tim', source }, tim).verdict).toBe('refused');
  });

  test('threat 47: a head that was sent back is not tested again as it is', () => {
    const delivery = deliveryAt('integration-testing');
    delivery.says('tess', no);
    delivery.shows({});
    expect([delivery.stage, delivery.task.rejectedHeads]).toEqual(['development', ['head-1']]);
  });
});

describe('threat 48: an approval does not come back with its head', () => {
  test.each(judged)('threat 48: a push at %s, and a forced push back', (stage) => {
    const delivery = deliveryAt(stage);
    delivery.shows({ head: 'head-2' });
    delivery.shows({ head: 'head-1' });
    const { task } = delivery;
    expect([task.stage, task.product]).toEqual(['testing', null]);
    expect(task.approvals.filter(({ head }) => head !== null)).toEqual([]);
    expect(task.verdicts).toEqual([]);
  });

  test.each(judged)('threat 48: closed at %s, and opened again', (stage) => {
    const delivery = deliveryAt(stage);
    delivery.shows({ open: false });
    delivery.shows({ open: true });
    expect(delivery.task.approvals.filter(({ head }) => head !== null)).toEqual([]);
  });
});

describe('threat 12: a word that comes late does not judge a later step', () => {
  /** Step 7, to which the tester's word of second 40 led. */
  function ledOn(): Delivery {
    const delivery = deliveryAt('testing');
    comesPush(delivery, 'head-2', 30);
    delivery.ends('SandboxDeployed');
    expect(comesComment(delivery, '/pass all\n/approve', 40)).toEqual(['scenarios_passed', 'approval_kept']);
    delivery.ends('ChangeIntegrated');
    expect(delivery.stage).toBe('integration-testing');
    return delivery;
  }

  test.each(['/approve', '/reject It is red', '/pass all', '/fail 1 It is red'])(
    'threat 12: %s, written before the word that led on and delivered after it, is refused',
    (words) => {
      const delivery = ledOn();
      const before = delivery.task;
      expect(comesComment(delivery, words, 39)).toEqual(['written_before_step']);
      expect(delivery.last?.because).toEqual({ code: 'written_before_step', stage: 'integration-testing' });
      expect(delivery.task).toMatchObject({ stage: before.stage, approvals: before.approvals });
    },
  );

  test.each([40, 41])(
    'threat 12: written at second %d, when the step may have been there, it counts',
    (second) => {
      const delivery = ledOn();
      expect(comesComment(delivery, '/pass all\n/approve', second)).toEqual([
        'scenarios_passed',
        'approval_kept',
      ]);
      expect(delivery.stage).toBe('backup');
    },
  );

  /** The issue shows this stage since then. */
  function shows(delivery: Delivery, stage: Stage, second: number, after: readonly number[] = []): void {
    const { issue } = delivery.seen;
    const since = Date.parse(timeOf(second));
    delivery.seen = { ...delivery.seen, issue: { ...issue, shows: { stage, since, after } } };
  }

  test('threat 12: the same words once more, before the issue shows the next step, judge the step before', () => {
    const delivery = ledOn();
    shows(delivery, 'integration-testing', 52);
    expect(comesComment(delivery, '/pass all\n/approve', 51)).toEqual([
      'written_before_step',
      'written_before_step',
    ]);
    expect(comesComment(delivery, '/reject It is red', 51)).toEqual(['written_before_step']);
    // In that very second, and before it: the example's comment.
    const { id } = (example('issue_comment', 'created') as { comment: { id: number } }).comment;
    shows(delivery, 'integration-testing', 52, [id]);
    expect(comesComment(delivery, '/approve', 52)).toEqual(['written_before_step']);
    expect(delivery.stage).toBe('integration-testing');
    shows(delivery, 'integration-testing', 52, [id + 1]);
    expect(comesComment(delivery, '/pass all\n/approve', 52)).toEqual(['scenarios_passed', 'approval_kept']);
  });

  test('threat 12: while the issue shows the step before, nothing can have been said of this one', () => {
    const delivery = ledOn();
    shows(delivery, 'testing', 20);
    expect(comesComment(delivery, '/approve', 60)).toEqual(['written_before_step']);
    // Where it cannot be shown, or somebody put another label there, the process does not stand still for that.
    delivery.waits(120_000);
    expect(comesComment(delivery, '/pass all\n/approve', 60)).toEqual(['scenarios_passed', 'approval_kept']);
  });

  test('threat 12: a word that is refused has not led on, whatever moved the task meanwhile', () => {
    const delivery = ledOn();
    const { change } = delivery.seen;
    delivery.seen = { ...delivery.seen, change: change && { ...change, head: 'head-3' } };
    expect(comesComment(delivery, '/approve', 55)).toEqual(['change_moved']);
    expect([delivery.stage, delivery.task.ledOn]).toEqual(['testing', Date.parse(timeOf(40))]);
  });

  test('threat 12: of words at one step the order does not matter', () => {
    const delivery = ledOn();
    expect(comesComment(delivery, '/pass all', 60)).toEqual(['scenarios_passed']);
    expect(comesComment(delivery, '/approve', 50)).toEqual(['approval_kept']);
    expect(delivery.task.ledOn).toBe(Date.parse(timeOf(50)));
  });
});
