import { describe, expect, test } from '@jest/globals';
import type { ProductionFacts } from '#process/production-facts.js';
import type { FreezeWindow } from '#process/freeze.js';
import { timersOf } from '#process/timers.js';
import { type Delivery, deliveryAt, goOn, no, people, type Person } from './delivery.js';
import { aBackup } from './outcome-of.js';

const none: ProductionFacts = { held: null, banned: [], ahead: null, releases: null };

/** Said with what the store knows of production. */
function says(
  delivery: Delivery,
  by: Person,
  type: 'HoldLifted' | 'PriorityRaised' | 'ReadyDeclared',
  production: ProductionFacts,
) {
  return delivery.hears(
    { type, by, source: { comment: 7, on: 1 } },
    { actor: { login: by, bot: false, roles: people[by] }, production },
  );
}

const heldBy = (delivery: Delivery): ProductionFacts => {
  const held = delivery.last?.holds;
  if (held === undefined) throw new Error('production is not held');
  return { ...none, held };
};

/** From the first minute to the second of the first day there was: the clock of a delivery begins then. */
const freeze: FreezeWindow = {
  every: 'once',
  from: 0,
  to: 1,
  timezone: 'UTC',
  exceptLabel: 'hotfix',
  why: 'Night',
};

describe('after a rollback', () => {
  test('production is given back held, with who asked, why, and the commit that never comes again', () => {
    const delivery = deliveryAt('production-testing');
    delivery.says('tess', no);
    expect(delivery.ends('ProductionRestored')).toMatchObject({
      production: 'release',
      holds: { task: delivery.task.key, by: 'tess', why: 'the button is red', head: 'head-1', back: null },
    });
  });

  test('production is held as well when the task was cancelled while it was rolled back', () => {
    const delivery = deliveryAt('rollback');
    delivery.says('mona', { type: 'TaskCancelled', why: 'enough' });
    expect(delivery.ends('ProductionRestored').holds).toMatchObject({ head: 'head-1' });
  });

  test('production is free when the rollback was only that of a cancelled task: its code was not at fault', () => {
    const delivery = deliveryAt('production-testing');
    delivery.says('mona', { type: 'TaskCancelled', why: 'enough' });
    const { production, holds } = delivery.ends('ProductionRestored');
    expect(production).toBe('release');
    expect(holds).toBeUndefined();
  });

  test('only DevOps lifts that, on the task that was rolled back or on one that waits; the journal has it', () => {
    const bad = deliveryAt('rollback');
    bad.ends('ProductionRestored');
    const held = heldBy(bad);
    expect(says(bad, 'mona', 'HoldLifted', held).because).toEqual({
      code: 'role_missing',
      needed: ['devops'],
    });
    const before = bad.task.version;
    expect(says(bad, 'otto', 'HoldLifted', held)).toMatchObject({ verdict: 'kept', production: 'unhold' });
    expect(bad.task.version).toBe(before + 1);

    const elsewhere: ProductionFacts = {
      ...none,
      held: held.held && { ...held.held, task: '1#99', number: 99 },
    };
    expect(says(deliveryAt('demo'), 'otto', 'HoldLifted', elsewhere).because.code).toBe('not_held');
    expect(says(deliveryAt('deployment'), 'otto', 'HoldLifted', elsewhere).production).toBe('unhold');
  });

  test('a hold of the task’s own is lifted first, and by the manager too', () => {
    const waiting = deliveryAt('deployment');
    waiting.says('otto', { type: 'HoldPlaced', why: null });
    const bad = deliveryAt('rollback');
    bad.ends('ProductionRestored');
    const first = says(waiting, 'mona', 'HoldLifted', heldBy(bad));
    expect(first).toMatchObject({ because: { code: 'unheld' }, production: null });
    expect(waiting.task.hold).toBeNull();
  });

  test('its commit is not tested again by /ready, nor deployed when it is another task’s', () => {
    const delivery = deliveryAt('rollback');
    delivery.ends('ProductionRestored');
    const banned = { ...none, banned: ['head-1'] };
    expect(says(delivery, 'dora', 'ReadyDeclared', banned).because).toEqual({
      code: 'commit_banned',
      head: 'head-1',
    });
    const other = deliveryAt('deployment');
    const decision = other.hears({ type: 'ProductionGranted' }, { seen: null, production: banned });
    expect(decision).toMatchObject({ production: 'release', because: { code: 'commit_banned' } });
    expect(other.stage).toBe('development');
    other.hears({ type: 'ChangeSeen', change: 12 }, { production: banned });
    expect(other.stage).toBe('development');
  });
});

describe('while production is frozen', () => {
  test('a task waits with the reason and the time, gives the slot back, and goes on by itself', () => {
    const delivery = goOn(deliveryAt('demo', { freeze: [freeze] }), 'deployment');
    expect(delivery.task.frozen).toEqual({ until: 60_000, why: 'Night' });
    expect(timersOf(delivery.task, delivery.rules)).toEqual([{ name: 'thaw', at: 60_000 }]);
    expect(delivery.isGranted()).toMatchObject({
      production: 'requeue',
      because: { code: 'production_frozen' },
    });
    expect(delivery.task.production).toBeNull();
    const thawed = delivery.hears({ type: 'TimePassed' }, { seen: null, now: 60_000 });
    expect(thawed).toMatchObject({ production: 'requeue', because: { code: 'production_thawed' } });
    expect(delivery.task.frozen).toBeNull();
    delivery.rules = { ...delivery.rules, freeze: [] };
    delivery.isGranted();
    expect(delivery.started).toEqual(['DeployProduction']);
  });

  test('a label of the issue lifts it, and a new configuration counts at once', () => {
    const delivery = goOn(deliveryAt('demo', { freeze: [freeze] }), 'deployment');
    delivery.seen = { ...delivery.seen, issue: { ...delivery.seen.issue, labels: ['bug', 'HotFix'] } };
    expect(delivery.hears({ type: 'IssueSeen' }).production).toBe('requeue');
    expect(delivery.task).toMatchObject({ frozen: null, exempt: ['HotFix'] });

    const other = goOn(deliveryAt('demo', { freeze: [freeze] }), 'deployment');
    other.rules = { ...other.rules, freeze: [{ ...freeze, to: 5, why: null }] };
    other.hears({ type: 'IssueSeen' });
    expect(other.task.frozen).toEqual({ until: 300_000, why: null });
  });

  test('a rollback goes on', () => {
    const delivery = deliveryAt('production-testing');
    delivery.rules = { ...delivery.rules, freeze: [freeze] };
    delivery.says('otto', { type: 'RollbackRequested', reason: null });
    expect(delivery.started).toEqual(['RestoreProduction']);
  });
});

describe('the queue', () => {
  test('has a waiting task first when a manager says so; nobody else, nor one that is next or does not wait', () => {
    const delivery = deliveryAt('deployment');
    const behind = { ...none, ahead: 2 };
    expect(says(delivery, 'otto', 'PriorityRaised', behind).because.code).toBe('role_missing');
    expect(says(delivery, 'mona', 'PriorityRaised', { ...none, ahead: 0 }).because.code).toBe('next_already');
    expect(says(delivery, 'mona', 'PriorityRaised', behind)).toMatchObject({ production: 'front' });
    expect(delivery.task.priority).toMatchObject({ by: 'mona' });
    delivery.isGranted();
    expect(delivery.task.priority).toBeNull();
    expect(says(delivery, 'mona', 'PriorityRaised', behind).because.code).toBe('not_waiting_for_production');
    expect(says(deliveryAt('demo'), 'mona', 'PriorityRaised', none).because.code).toBe(
      'not_waiting_for_production',
    );
  });
});

describe('after the release', () => {
  const point = { tag: 'v0.9.0', backup: aBackup('old', 'live-0'), undone: ['v1.0.0'] };
  const asked = { type: 'RollbackRequested', reason: 'it burns', version: 'v0.9' } as const;
  const back = (delivery: Delivery, by: Person, releases: ProductionFacts['releases']) =>
    delivery.hears(
      { ...asked, by, source: { comment: 7, on: 1 } },
      { actor: { login: by, bot: false, roles: people[by] }, production: { ...none, releases } },
    );
  const newest = { number: 1, tag: 'v1.0.0' };

  test('the task waits for production first, restores what was kept, and begins anew with a sandbox and a new change', () => {
    const delivery = deliveryAt('released');
    expect(back(delivery, 'otto', { newest, point, kept: ['v0.9.0'] })).toMatchObject({
      production: 'request',
    });
    expect(delivery.task).toMatchObject({ stage: 'rollback', production: null, awaiting: null });
    delivery.isGranted();
    expect(delivery.last?.operations).toMatchObject([{ kind: 'RestoreProduction', backup: { id: 'old' } }]);
    const restored = delivery.ends('ProductionRestored');
    expect(restored).toMatchObject({
      production: 'release',
      holds: { head: 'head-1', by: 'otto', back: { tag: 'v0.9.0', undone: ['v1.0.0'] } },
    });
    expect(delivery.task).toMatchObject({ stage: 'sandbox', production: null, product: null, rollbacks: 1 });
    delivery.ends('SandboxProvisioned');
    expect(delivery.stage).toBe('development');
  });

  test('only DevOps or the tester may, on the newest release, to a version that is kept', () => {
    const delivery = deliveryAt('released');
    const kept = { newest, point, kept: ['v0.9.0'] };
    expect(back(delivery, 'mona', kept).because.code).toBe('role_missing');
    expect(back(delivery, 'tess', { ...kept, newest: { number: 4, tag: 'v1.1.0' } }).because).toMatchObject({
      code: 'not_newest_release',
      version: 'v1.1.0',
    });
    expect(back(delivery, 'tess', { ...kept, point: null }).because).toMatchObject({
      code: 'version_not_kept',
      version: 'v0.9',
      kept: ['v0.9.0'],
    });
    expect(delivery.stage).toBe('released');
  });

  test('before it there is one state to go back to, so that a version is refused', () => {
    const delivery = deliveryAt('production-testing');
    expect(delivery.says('otto', asked).because.code).toBe('version_after_release');
    expect(delivery.stage).toBe('production-testing');
  });
});
