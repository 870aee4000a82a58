import type { Instant } from './task.js';

/** Minutes that a wall clock has counted since 1970 began on it: what people write down, without a time zone. */
export type LocalMinutes = number;

const minuteMs = 60_000;
const dayMinutes = 1_440;

/** The wall clock of a time zone (IANA, e.g. `Europe/Berlin`) at an instant. Throws `RangeError` for an unknown zone. */
export function toLocal(at: Instant, timezone: string): LocalMinutes {
  const parts = new Intl.DateTimeFormat('en-US', { ...numbers, timeZone: timezone }).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  return localOf(
    { year: read('year'), month: read('month'), day: read('day') },
    read('hour') * 60 + read('minute'),
  );
}

const numbers = {
  calendar: 'iso8601',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
} as const;

/** The instant at which the wall clock shows this; of an hour that is skipped or shown twice, one nearby. */
export function toInstant(local: LocalMinutes, timezone: string): Instant {
  const offsetAt = (at: Instant): number => toLocal(at, timezone) - Math.floor(at / minuteMs);
  const near = (local - offsetAt(local * minuteMs)) * minuteMs;
  return (local - offsetAt(near)) * minuteMs;
}

/** A day of the calendar and minutes into it. `month` from 1. */
export function localOf(
  { year, month, day }: { year: number; month: number; day: number },
  minutes: number,
): LocalMinutes {
  return daysBefore(year, month, day) * dayMinutes + minutes;
}

/** The minute of the week, which begins on Monday. */
export function minuteOfWeek(local: LocalMinutes): number {
  const monday = 4 * dayMinutes; // 1 January 1970 was a Thursday.
  return modulo(local - monday, 7 * dayMinutes);
}

/** The remainder that is never negative. */
export const modulo = (value: number, by: number): number => ((value % by) + by) % by;

/** Days from 1 January 1970; years are counted from March, so that the leap day comes last. */
function daysBefore(year: number, month: number, day: number): number {
  const fromMarch = month > 2 ? year : year - 1;
  const era = Math.floor(fromMarch / 400);
  const ofEra = fromMarch - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}
