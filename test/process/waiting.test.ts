import { describe, expect, test } from '@jest/globals';
import type { Rules } from '#process/rules.js';
import { timersOf } from '#process/timers.js';
import { addWorkingTime } from '#process/working-time.js';
import { deliveryAt, goOn, rules, yes } from './delivery.js';

const hour = 3_600_000;
const day = 24 * hour;
const everyDay = { timeZone: 'UTC', workingDays: [1, 2, 3, 4, 5, 6, 7], holidays: [] };

function patient(expireMs: number | null = null): Partial<Rules> {
  const patience = { remindMs: [day, 3 * day], escalateTo: 'manager', expireMs } as const;
  return { waiting: { ...rules.waiting, demo: patience, planning: patience }, calendar: everyDay };
}

describe('whoever does not answer', () => {
  test('is reminded when the configuration says, and the manager hears of the last time', () => {
    const delivery = deliveryAt('demo', patient());
    expect(delivery.waits(day - hour).verdict).toBe('ignored');
    delivery.waits(hour);
    expect(delivery.called).toEqual(['reminder: client']);
    expect(delivery.waits(hour).verdict).toBe('ignored');
    delivery.waits(2 * day);
    expect(delivery.called).toEqual(['reminder: client, manager']);
    expect(delivery.waits(20 * day).verdict).toBe('ignored');
    expect(delivery.stage).toBe('demo');
  });

  test('is not reminded while the task is on hold, and gets the whole time again when it is lifted', () => {
    const delivery = deliveryAt('demo', patient());
    delivery.says('mona', { type: 'HoldPlaced', why: null });
    expect(delivery.waits(5 * day).verdict).toBe('ignored');
    delivery.says('mona', { type: 'HoldLifted' });
    expect(delivery.called).toEqual(['demo: client']);
    expect(delivery.waits(day - hour).verdict).toBe('ignored');
    delivery.waits(hour);
    expect(delivery.called).toEqual(['reminder: client']);
  });

  test('is not waited for without end: the task goes on hold, and who can help is called', () => {
    const delivery = deliveryAt('demo', patient(4 * day));
    delivery.waits(4 * day);
    expect(delivery.called).toEqual(['expired: manager, devops']);
    expect(delivery.task).toMatchObject({
      stage: 'demo',
      hold: { by: 'Greenlight', cause: 'waited_too_long' },
    });
    delivery.says('mona', { type: 'HoldLifted' });
    delivery.says('cleo', yes);
    expect(delivery.stage).toBe('deployment');
  });

  test('has answered when they have: the next gate counts anew', () => {
    const delivery = deliveryAt('planning', patient());
    delivery.waits(day);
    expect(delivery.called).toEqual(['reminder: manager']);
    goOn(delivery, 'demo');
    expect(delivery.task.called).toMatchObject({ reminders: 0 });
    expect(timersOf(delivery.task, delivery.rules).map(({ name }) => name)).toEqual(['reminder']);
  });

  test('is not reminded of what is not there yet: the sandbox is still being deployed', () => {
    const delivery = deliveryAt('testing');
    expect(timersOf(delivery.task, delivery.rules)).toEqual([]);
    delivery.ends('SandboxDeployed');
    expect(timersOf(delivery.task, delivery.rules)).toHaveLength(1);
  });
});

describe('a role that was handed on for a time', () => {
  test('goes back by itself when the time is over, as the journal says', () => {
    const delivery = deliveryAt('development', patient());
    delivery.delegates('nick', { inMs: day });
    expect(timersOf(delivery.task, delivery.rules).map(({ name }) => name)).toEqual(['delegation-end']);
    expect(delivery.waits(day - hour).verdict).toBe('ignored');
    expect(delivery.waits(hour)).toMatchObject({ verdict: 'kept', because: { code: 'delegation_expired' } });
    expect(delivery.task.delegations).toEqual([]);
  });
});

describe('working time', () => {
  const at = (text: string) => Date.parse(text);
  const berlin = { timeZone: 'Europe/Berlin', workingDays: [1, 2, 3, 4, 5], holidays: ['2026-12-25'] };
  const later = (from: string, ms: number, calendar = berlin) =>
    new Date(addWorkingTime(at(from), ms, calendar)).toISOString();

  test('a day after Friday afternoon is Monday afternoon', () => {
    expect(later('2026-11-27T15:00:00Z', day)).toBe('2026-11-30T15:00:00.000Z');
  });

  test('what is asked for at the weekend counts from Monday morning, where the people are', () => {
    expect(later('2026-11-28T12:00:00Z', 9 * hour)).toBe('2026-11-30T08:00:00.000Z');
  });

  test('holidays do not count', () => {
    expect(later('2026-12-24T12:00:00Z', day)).toBe('2026-12-28T12:00:00.000Z');
  });

  test('a day on which clocks are put back has 25 hours', () => {
    const always = { ...berlin, workingDays: [1, 2, 3, 4, 5, 6, 7] };
    expect(later('2026-10-24T22:00:00Z', 25 * hour, always)).toBe('2026-10-25T23:00:00.000Z');
    expect(later('2026-10-24T22:00:00Z', 24 * hour, { ...berlin, workingDays: [7] })).toBe(
      '2026-10-25T22:00:00.000Z',
    );
  });

  test('without a working day in ten years it ends all the same', () => {
    expect(addWorkingTime(0, day, { ...berlin, workingDays: [] })).toBeGreaterThan(3_000 * day);
  });
});
