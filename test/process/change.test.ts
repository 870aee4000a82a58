import { describe, expect, test } from '@jest/globals';
import { Delivery, deliveryAt, goOn, no } from './delivery.js';

const judged = ['testing', 'integration', 'integration-testing', 'backup', 'demo', 'deployment'] as const;

describe('the change while it is judged', () => {
  test.each(judged)('closed in %s, it goes back to the developer', (stage) => {
    const delivery = deliveryAt(stage);
    delivery.shows({ open: false });
    expect(delivery.stage).toBe('development');
    expect(delivery.last?.because.code).toBe('change_closed');
  });

  test.each(judged)('made a draft in %s, it goes back to the developer', (stage) => {
    const delivery = deliveryAt(stage);
    delivery.shows({ draft: true });
    expect(delivery.stage).toBe('development');
    expect(delivery.last?.because.code).toBe('change_drafted');
  });

  test.each(judged)('merged behind Greenlight’s back in %s, the task is held in development', (stage) => {
    const delivery = deliveryAt(stage);
    delivery.shows({ open: false, merged: true });
    expect(delivery.task).toMatchObject({ stage: 'development', product: null, hold: { by: 'Greenlight' } });
  });

  test('a merge that is found out along with what somebody says holds the task as well', () => {
    const delivery = deliveryAt('demo');
    const { change } = delivery.seen;
    delivery.seen = { ...delivery.seen, change: change && { ...change, open: false, merged: true } };
    delivery.says('cleo', { type: 'ScenarioAdded', text: 'It is blue' });
    expect(delivery.task).toMatchObject({ stage: 'development', hold: { by: 'Greenlight' } });
  });

  test('merged while it ships, the task is held where it stands', () => {
    for (const stage of ['deployment', 'production-testing'] as const) {
      const delivery = deliveryAt(stage);
      if (stage === 'deployment') delivery.isGranted();
      delivery.shows({ open: false, merged: true });
      expect(delivery.task).toMatchObject({ stage, hold: { by: 'Greenlight' } });
    }
  });

  test('aimed at another branch it counts as closed, and does not come again by itself', () => {
    const delivery = deliveryAt('testing');
    const { change } = delivery.seen;
    delivery.seen = { ...delivery.seen, change: null };
    delivery.hears({ type: 'ChangeSeen', change: 12 });
    expect(delivery.task).toMatchObject({ stage: 'development', change: { number: 12, open: false } });
    delivery.seen = { ...delivery.seen, change };
    delivery.hears({ type: 'ChangeSeen', change: 12 });
    expect(delivery.stage).toBe('testing');
  });

  test('a second pull request changes nothing while the first is open', () => {
    const delivery = deliveryAt('demo');
    delivery.shows({ number: 13, head: 'head-9' });
    expect(delivery.task).toMatchObject({ stage: 'demo', change: { number: 12, head: 'head-1' } });
  });

  test('a new pull request takes the place of a closed one', () => {
    const delivery = deliveryAt('testing');
    delivery.shows({ open: false });
    delivery.shows({ number: 13, head: 'head-9', open: false });
    expect(delivery.task.change?.number).toBe(12);
    delivery.shows({ number: 13, head: 'head-9', open: true });
    expect(delivery.task).toMatchObject({ stage: 'testing', change: { number: 13 } });
  });

  test('a new pull request takes the place of the old one after a rollback', () => {
    const delivery = deliveryAt('rollback');
    delivery.shows({ open: false });
    delivery.ends('ProductionRestored');
    expect(delivery.stage).toBe('development');
    delivery.shows({ number: 13, head: 'head-9', open: true });
    expect(delivery.task).toMatchObject({ stage: 'testing', change: { number: 13 } });
  });

  test('a change that came early is taken as it is when the work begins', () => {
    const delivery = deliveryAt('planning');
    delivery.shows({});
    expect(delivery.task).toMatchObject({ stage: 'planning', change: { number: 12 } });
    goOn(delivery, 'sandbox').ends('SandboxProvisioned');
    expect(delivery.stage).toBe('testing');
  });

  test('a push while the sandbox is being deployed leaves no more than one deployment waited for', () => {
    const delivery = deliveryAt('testing');
    const first = delivery.task.awaiting?.id;
    delivery.shows({ head: 'head-2' });
    expect(delivery.last?.operations).toMatchObject([{ kind: 'DeploySandbox', commit: 'head-2' }]);
    delivery.ends('SandboxDeployed', { operation: first ?? '', commit: 'head-1' });
    expect(delivery.last?.because.code).toBe('superseded');
    expect(delivery.task.sandbox?.commit).toBe('live-1');
  });

  test('a redeployment that crosses with a push starts no more than one, of the new head', () => {
    const delivery = deliveryAt('testing');
    const { change } = delivery.seen;
    delivery.seen = { ...delivery.seen, change: change && { ...change, head: 'head-2' } };
    delivery.says('otto', { type: 'SandboxRedeployRequested' });
    expect(delivery.last?.operations).toMatchObject([{ kind: 'DeploySandbox', commit: 'head-2' }]);
  });

  test('a retry that crosses with a push does not do what is not needed any more', () => {
    const delivery = deliveryAt('integration');
    delivery.ends('OperationFailed');
    delivery.seen = {
      ...delivery.seen,
      change: delivery.seen.change && { ...delivery.seen.change, head: 'head-2' },
    };
    delivery.says('otto', { type: 'RetryRequested' });
    expect(delivery.last).toMatchObject({ verdict: 'refused', because: { code: 'nothing_failed' } });
    expect(delivery.started).toEqual(['DeploySandbox']);
  });
});

describe('the change while it ships', () => {
  test('a push, a draft or closing it changes nothing of what ships', () => {
    for (const over of [{ head: 'head-2' }, { draft: true }, { open: false }]) {
      const delivery = deliveryAt('production-testing');
      delivery.shows(over);
      expect(delivery.task).toMatchObject({ stage: 'production-testing', product: { head: 'head-1' } });
      expect(goOn(delivery, 'release').task.approvals.at(-1)?.head).toBe('head-1');
    }
  });

  test('what is rejected is the head in production, not the one pushed meanwhile', () => {
    const delivery = deliveryAt('production-testing');
    delivery.shows({ head: 'head-2' });
    delivery.says('tess', no);
    expect(delivery.task).toMatchObject({ rejectedHeads: ['head-1'], rejection: { head: 'head-1' } });
    delivery.ends('ProductionRestored');
    expect(delivery.task).toMatchObject({ stage: 'testing', change: { head: 'head-2' } });
  });

  test('a head pushed while the deployment was under way is tested, not integrated, when live moved', () => {
    const delivery = deliveryAt('deployment');
    delivery.isGranted();
    delivery.shows({ head: 'head-2' });
    expect(delivery.stage).toBe('deployment');
    delivery.liveMovesTo('live-2');
    expect(delivery.ends('LiveMoved').production).toBe('release');
    expect(delivery.task).toMatchObject({ stage: 'testing', change: { head: 'head-2' }, product: null });
    expect(delivery.task.approvals.every(({ head }) => head === null)).toBe(true);
  });
});

test('approvals of a head that is gone do not come back with the task from the release', () => {
  const delivery = deliveryAt('release');
  delivery.shows({ head: 'head-2' });
  delivery.liveMovesTo('live-2');
  delivery.ends('LiveMoved');
  expect(delivery.stage).toBe('sandbox');
  expect(delivery.task.approvals.every(({ head }) => head === null)).toBe(true);
});

test('an issue’s new title and checklist are taken, wherever the task stands', () => {
  const delivery = new Delivery();
  delivery.says('tess', { type: 'ScenarioAdded', text: 'It is blue' });
  delivery.seen = { ...delivery.seen, issue: { title: 'Better', open: true, checklist: ['It is green'] } };
  delivery.hears({ type: 'IssueSeen' });
  expect(delivery.task).toMatchObject({
    title: 'Better',
    scenarios: [
      { number: 1, text: 'It is blue', by: 'tess' },
      { number: 2, text: 'It is green', by: null },
    ],
  });
  expect(delivery.hears({ type: 'IssueSeen' })).toMatchObject({ verdict: 'ignored', task: delivery.task });
});
