import { Temporal } from 'temporal-polyfill';
import type { Calendar } from './rules.js';
import type { Instant } from './task.js';

/** Nobody waits longer than this; a calendar without working days would else never end. */
const mostDays = 3_660;

/**
 * When `ms` milliseconds of working time have passed since `from`. Only working days count, each from midnight to midnight in
 * the calendar's time zone: one day after Friday afternoon is Monday afternoon.
 */
export function addWorkingTime(from: Instant, ms: number, calendar: Calendar): Instant {
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(calendar.timeZone);
  let left = ms;
  for (let days = 0; days < mostDays; days += 1) {
    const next = at.startOfDay().add({ days: 1 }).startOfDay();
    const rest = isWorkingDay(at, calendar) ? next.epochMilliseconds - at.epochMilliseconds : 0;
    if (left < rest) return at.epochMilliseconds + left;
    left -= rest;
    at = next;
  }
  return at.epochMilliseconds;
}

function isWorkingDay(day: Temporal.ZonedDateTime, { workingDays, holidays }: Calendar): boolean {
  return workingDays.includes(day.dayOfWeek) && !holidays.includes(day.toPlainDate().toString());
}
