import type { FreezeWindow } from '#process/freeze.js';
import { localOf } from '#process/local-time.js';

/** What the ends of a freeze look like: `2026-12-24`, `2026-12-24 16:00`, `fri 16:00`, `18:00`. */
export const freezeTimePattern =
  '^(\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])( ([01]\\d|2[0-3]):[0-5]\\d)?|((mon|tue|wed|thu|fri|sat|sun) )?([01]\\d|2[0-3]):[0-5]\\d)$';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const dayMinutes = 1_440;

interface End {
  readonly every: FreezeWindow['every'];
  readonly at: number;
}

export interface WrittenFreeze {
  readonly from: string;
  readonly to: string;
  readonly timezone?: string;
  readonly 'except-label'?: string;
  readonly reason?: string;
}

/** A freeze as the process reads it. A date alone at its end is in it to the last minute. The schema has checked its form. */
export function parseFreeze(written: WrittenFreeze, timezone: string): FreezeWindow {
  const from = parseEnd(written.from);
  const to = parseEnd(written.to);
  const lastDay = to.every === 'once' && !written.to.includes(':');
  return {
    every: from.every,
    from: from.at,
    to: to.at + (lastDay ? dayMinutes : 0),
    timezone: written.timezone ?? timezone,
    exceptLabel: written['except-label'] ?? null,
    why: written.reason ?? null,
  };
}

/** What is wrong with a freeze whose ends are right one by one; `null`: nothing. */
export function whatIsWrong(
  written: WrittenFreeze,
): { key: 'from' | 'to' | 'timezone'; message: string } | null {
  const noDay = (['from', 'to'] as const).find((key) => !isDay(written[key]));
  if (noDay !== undefined) return { key: noDay, message: 'is a day that the calendar does not have' };
  if (!isZone(written.timezone ?? 'UTC'))
    return {
      key: 'timezone',
      message: 'is no time zone; they are called Europe/Berlin, America/New_York or UTC',
    };
  if (parseEnd(written.from).every !== parseEnd(written.to).every)
    return {
      key: 'to',
      message: 'must be written as from is: a date, a day of the week with a time, or a time',
    };
  const { every, from, to } = parseFreeze(written, 'UTC');
  if (every === 'once' && to <= from && written.to !== written.from)
    return { key: 'to', message: 'is before from' };
  return from === to ? { key: 'to', message: 'is the same as from, so the freeze would never begin' } : null;
}

function parseEnd(text: string): End {
  const [date, clock] = text.includes('-') ? [text.slice(0, 10), text.slice(11)] : ['', text.slice(-5)];
  const [hour = 0, minute = 0] = clock === '' ? [] : clock.split(':').map(Number);
  const minutes = hour * 60 + minute;
  if (date !== '') {
    const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
    return { every: 'once', at: localOf({ year, month, day }, minutes) };
  }
  const weekday = days.indexOf(text.slice(0, 3));
  return weekday < 0 ? { every: 'day', at: minutes } : { every: 'week', at: weekday * dayMinutes + minutes };
}

function isDay(text: string): boolean {
  if (!text.includes('-')) return true;
  const [year = 0, month = 1, day = 1] = text.slice(0, 10).split('-').map(Number);
  return localOf({ year, month, day }, 0) === localOf({ year, month, day: 1 }, 0) + (day - 1) * dayMinutes;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
