import { Temporal } from 'temporal-polyfill';
import type { Instant } from './task.js';

/** Minutes that a wall clock has counted since 1970 began on it: what people write down, without a time zone. */
export type LocalMinutes = number;

const beginning = new Temporal.PlainDateTime(1970, 1, 1);
const weekMinutes = 10_080;
/** 1 January 1970 was a Thursday. */
const firstMonday = 4 * 1_440;

/** The wall clock of a time zone (IANA, e.g. `Europe/Berlin`) at an instant. Throws `RangeError` for an unknown zone. */
export function toLocal(at: Instant, timezone: string): LocalMinutes {
  const shown = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).toPlainDateTime();
  return Math.floor(minutesTo(shown));
}

/** The instant at which the wall clock shows this; of an hour that is skipped, the one after; shown twice, the first. */
export function toInstant(local: LocalMinutes, timezone: string): Instant {
  return beginning.add({ minutes: local }).toZonedDateTime(timezone).epochMilliseconds;
}

/** A day of the calendar and minutes into it; the 30th of February is its last day. */
export function localOf(day: { year: number; month: number; day: number }, minutes: number): LocalMinutes {
  return minutesTo(Temporal.PlainDateTime.from(day)) + minutes;
}

/** The minute of the week, which begins on Monday. */
export function minuteOfWeek(local: LocalMinutes): number {
  return modulo(local - firstMonday, weekMinutes);
}

/** The remainder that is never negative. */
export const modulo = (value: number, by: number): number => ((value % by) + by) % by;

function minutesTo(shown: Temporal.PlainDateTime): number {
  return beginning.until(shown, { largestUnit: 'minutes' }).total('minutes');
}
