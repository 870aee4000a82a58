import type { Instant } from '#process/task.js';

interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A moment of the calendar, in UTC, as a point in time; `null`: there is no such day or time. Knows no clock. */
export function instantOfDay({ year, month, day, hour, minute }: Moment): Instant | null {
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month);
  if (!isDay || year < 1970 || hour > 23 || minute > 59) return null;
  const months = lengths.slice(0, month - 1).map((_, index) => lengthOf(year, index + 1));
  const days = 365 * (year - 1970) + leapDays(year) + months.reduce((sum, one) => sum + one, 0) + day - 1;
  return days * dayMs + (hour * 60 + minute) * minuteMs;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const lengthOf = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0);

/** Leap days from 1970 up to the beginning of a year. */
function leapDays(year: number): number {
  const upTo = (last: number): number =>
    Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400);
  return upTo(year - 1) - upTo(1969);
}
