import type { Instant } from '#process/task.js';

/** A point in time as a calendar shows it, in UTC. */
export interface CalendarTime {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const minuteMs = 60_000;
const minutesOfDay = 1_440;

/** Reads an instant as UTC. Written out, since this room has no `Date`. */
export function readInstant(at: Instant): CalendarTime {
  const minutes = Math.floor(at / minuteMs);
  const ofDay = minutes % minutesOfDay;
  let days = Math.floor(minutes / minutesOfDay);
  let year = 1970;
  while (days >= daysOfYear(year)) {
    days -= daysOfYear(year);
    year += 1;
  }
  let month = 1;
  while (days >= daysOfMonth(year, month)) {
    days -= daysOfMonth(year, month);
    month += 1;
  }
  return { year, month, day: days + 1, hour: Math.floor(ofDay / 60), minute: ofDay % 60 };
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysOfYear = (year: number): number => (isLeap(year) ? 366 : 365);

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
