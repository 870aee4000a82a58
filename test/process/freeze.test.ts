import { describe, expect, test } from '@jest/globals';
import { exemptLabels, freezeAt, type FreezeWindow } from '#process/freeze.js';
import { localOf } from '#process/local-time.js';

const berlin = { timezone: 'Europe/Berlin', exceptLabel: null, why: null };
const day = 1_440;
const at = (text: string): number => new Date(text).getTime();
const weekend: FreezeWindow = { every: 'week', from: 4 * day + 16 * 60, to: 8 * 60, ...berlin };
const nights: FreezeWindow = { every: 'day', from: 18 * 60, to: 8 * 60, ...berlin };
const holidays: FreezeWindow = {
  every: 'once',
  from: localOf({ year: 2026, month: 12, day: 24 }, 0),
  to: localOf({ year: 2027, month: 1, day: 4 }, 0),
  ...berlin,
  exceptLabel: 'hotfix',
  why: 'Holidays',
};

const until = (
  windows: readonly FreezeWindow[],
  now: string,
  labels: readonly string[] = [],
): string | null => {
  const freeze = freezeAt(windows, at(now), labels);
  return freeze && new Date(freeze.until).toISOString();
};

describe('a freeze', () => {
  test('of the week begins on Friday and ends on Monday, by the clock of its time zone', () => {
    expect(until([weekend], '2026-11-27T14:59:00Z')).toBeNull();
    expect(until([weekend], '2026-11-27T15:00:00Z')).toBe('2026-11-30T07:00:00.000Z');
    expect(until([weekend], '2026-11-29T12:00:00Z')).toBe('2026-11-30T07:00:00.000Z');
    expect(until([weekend], '2026-11-30T07:00:00Z')).toBeNull();
  });

  test('ends when the wall clock says so, also when summer time begins or ends in it', () => {
    expect(until([weekend], '2026-10-24T12:00:00Z')).toBe('2026-10-26T07:00:00.000Z');
    expect(until([weekend], '2027-03-27T12:00:00Z')).toBe('2027-03-29T06:00:00.000Z');
  });

  test('of the night goes over midnight', () => {
    expect(until([nights], '2026-11-25T20:00:00Z')).toBe('2026-11-26T07:00:00.000Z');
    expect(until([nights], '2026-11-26T03:00:00Z')).toBe('2026-11-26T07:00:00.000Z');
    expect(until([nights], '2026-11-26T12:00:00Z')).toBeNull();
  });

  test('between two dates happens once, and has a reason', () => {
    expect(freezeAt([holidays], at('2026-12-30T12:00:00Z'), [])).toEqual({
      until: at('2027-01-03T23:00:00Z'),
      why: 'Holidays',
    });
    expect(until([holidays], '2027-12-30T12:00:00Z')).toBeNull();
  });

  test('that another one follows without a gap ends with that', () => {
    expect(until([weekend, nights], '2026-11-27T16:00:00Z')).toBe('2026-11-30T07:00:00.000Z');
    // The holidays end on a Monday at midnight, the weekend and the night go on until eight.
    expect(until([holidays, weekend], '2026-12-30T12:00:00Z')).toBe('2027-01-04T07:00:00.000Z');
  });

  test('without an end is answered all the same', () => {
    const always = [nights, { ...nights, from: nights.to, to: nights.from }];
    expect(freezeAt(always, at('2026-11-26T12:00:00Z'), [])?.until).toBeGreaterThan(
      at('2026-12-01T00:00:00Z'),
    );
  });

  test('does not hold up a task with the label that is named, however it is spelt', () => {
    expect(until([holidays], '2026-12-30T12:00:00Z', ['Hotfix'])).toBeNull();
    expect(until([holidays, nights], '2026-12-30T20:00:00Z', ['hotfix'])).toBe('2026-12-31T07:00:00.000Z');
    expect(exemptLabels([holidays, nights], ['bug', 'HOTFIX'])).toEqual(['HOTFIX']);
  });
});
