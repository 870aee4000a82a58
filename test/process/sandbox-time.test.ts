import { describe, expect, test } from '@jest/globals';
import type { SandboxRules } from '#process/rules.js';
import { type Delivery, deliveryAt, goOn } from './delivery.js';

const day = 86_400_000;
const hour = 3_600_000;
const sandbox: SandboxRules = { canStop: true, ttlMs: 14 * day, idleMs: null };

const atWork = (over: Partial<SandboxRules> = {}): Delivery =>
  deliveryAt('development', { sandbox: { ...sandbox, ...over } });

describe('a sandbox whose time is up', () => {
  test('is warned of once, to the developer, and stopped when the notice is over', () => {
    const delivery = atWork();
    delivery.waits(12 * day);
    expect(delivery.called).toEqual([]);
    delivery.waits(day + hour);
    expect(delivery.called).toEqual(['sandbox-ending: developer']);
    delivery.waits(hour);
    expect([delivery.called, delivery.started]).toEqual([[], []]);
    delivery.waits(day);
    expect(delivery.started).toEqual(['StopSandbox']);
    expect(delivery.task.sandbox?.stopped).toMatchObject({ why: 'ttl', by: null });
    delivery.ends('SandboxStopped');
    expect(delivery.task).toMatchObject({ awaiting: null, failure: null, stage: 'development' });
  });

  test('runs on when it is extended, is warned of again, and stops then', () => {
    const delivery = atWork();
    delivery.waits(13 * day + hour);
    expect(delivery.says('tess', { type: 'SandboxExtended', byMs: 3 * day }).verdict).toBe('kept');
    delivery.waits(2 * day);
    expect([delivery.called, delivery.started]).toEqual([[], []]);
    delivery.waits(day);
    expect(delivery.called).toEqual(['sandbox-ending: developer']);
    delivery.waits(day);
    expect(delivery.started).toEqual(['StopSandbox']);
  });

  test('runs on for ever when it is pinned, until an extension gives it an end again', () => {
    const delivery = atWork();
    delivery.says('dora', { type: 'SandboxPinned' });
    delivery.waits(100 * day);
    expect([delivery.called, delivery.started]).toEqual([[], []]);
    delivery.says('dora', { type: 'SandboxExtended', byMs: 2 * day });
    delivery.waits(day + hour);
    expect(delivery.called).toEqual(['sandbox-ending: developer']);
  });

  test('starts anew with a whole life', () => {
    const delivery = atWork();
    const commit = delivery.task.sandbox?.commit ?? '';
    delivery.waits(13 * day + hour);
    delivery.waits(day);
    delivery.ends('SandboxStopped');
    delivery.says('dora', { type: 'SandboxStartRequested' });
    delivery.ends('SandboxStarted', { commit });
    delivery.waits(12 * day);
    expect([delivery.called, delivery.started]).toEqual([[], []]);
  });

  test('is stopped on hold, too', () => {
    const delivery = atWork();
    delivery.says('mona', { type: 'HoldPlaced', why: null });
    delivery.waits(13 * day + hour);
    delivery.waits(day);
    expect(delivery.started).toEqual(['StopSandbox']);
  });

  test('is left alone while Greenlight works in it, and once it goes live', () => {
    for (const stage of ['integration', 'backup', 'deployment', 'production-testing'] as const) {
      const delivery = deliveryAt(stage, { sandbox });
      delivery.waits(100 * day);
      expect(delivery.started).toEqual([]);
    }
  });

  test('is stopped where the task stands by then, when its time was up before', () => {
    const delivery = deliveryAt('backup', { sandbox });
    delivery.waits(100 * day);
    goOn(delivery, 'demo');
    delivery.waits(1);
    delivery.waits(1);
    expect(delivery.last?.operations.filter(({ kind }) => kind !== 'CallPeople')).toEqual([]);
    expect(delivery.task.sandbox?.warned).toBeDefined();
  });
});

describe('a sandbox that nobody uses', () => {
  test('is stopped without a warning', () => {
    const delivery = atWork({ idleMs: 12 * hour });
    delivery.waits(11 * hour);
    expect(delivery.started).toEqual([]);
    delivery.waits(2 * hour);
    expect([delivery.called, delivery.started]).toEqual([[], ['StopSandbox']]);
    expect(delivery.task.sandbox?.stopped?.why).toBe('idle');
  });

  test('does not sleep when it was extended or pinned', () => {
    for (const words of [{ type: 'SandboxPinned' }, { type: 'SandboxExtended', byMs: 3 * day }] as const) {
      const delivery = atWork({ idleMs: 12 * hour });
      delivery.says('dora', words);
      delivery.waits(day);
      expect(delivery.started).toEqual([]);
    }
  });
});

test('where no end is set there is none to move, and a stopped sandbox has to be started first', () => {
  const delivery = atWork({ ttlMs: null });
  expect(delivery.says('dora', { type: 'SandboxExtended', byMs: day }).because.code).toBe(
    'sandbox_has_no_end',
  );
  expect(delivery.says('dora', { type: 'SandboxPinned' }).because.code).toBe('sandbox_has_no_end');
  const stopped = atWork();
  stopped.says('dora', { type: 'SandboxStopRequested' });
  expect(stopped.says('dora', { type: 'SandboxExtended', byMs: day }).because.code).toBe(
    'sandbox_is_stopped',
  );
});
