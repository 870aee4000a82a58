import { type LocalMinutes, minuteOfWeek, modulo, toInstant, toLocal } from './local-time.js';
import type { Freeze, Instant } from './task.js';

/** A time in which nothing is deployed to production, as a wall clock in `timezone` shows it. */
export interface FreezeWindow {
  /** `once`: `from` and `to` are dates; else minutes of the week (from Monday) or of the day, and it comes again. */
  readonly every: 'once' | 'week' | 'day';
  readonly from: LocalMinutes;
  /** The first minute that is free again. */
  readonly to: LocalMinutes;
  readonly timezone: string;
  /** A task with this label is not held up. */
  readonly exceptLabel: string | null;
  readonly why: string | null;
}

const periods = { week: 10_080, day: 1_440 } as const;
const minuteMs = 60_000;
/** Windows that follow each other without a gap count as one; more than these would be a freeze without end. */
const mostChained = 50;

/** The freeze that holds up a task with these labels at `now`, to the end of the last window that joins it; `null`: none. */
export function freezeAt(
  windows: readonly FreezeWindow[],
  now: Instant,
  labels: readonly string[],
): Freeze | null {
  const own = labels.map((label) => label.toLowerCase());
  const binding = windows.filter(
    ({ exceptLabel }) => exceptLabel === null || !own.includes(exceptLabel.toLowerCase()),
  );
  const first = lastToEnd(binding, now);
  if (first === null) return null;
  let { until } = first;
  for (let joined = 0; joined < mostChained; joined += 1) {
    const next = lastToEnd(binding, until);
    if (next === null) break;
    ({ until } = next);
  }
  return { until, why: first.why };
}

/** The labels of windows: whoever has one of them is not held up by it. */
export function exemptLabels(windows: readonly FreezeWindow[], labels: readonly string[]): readonly string[] {
  const named = windows.flatMap(({ exceptLabel }) =>
    exceptLabel === null ? [] : [exceptLabel.toLowerCase()],
  );
  return labels.filter((label) => named.includes(label.toLowerCase()));
}

function lastToEnd(windows: readonly FreezeWindow[], at: Instant): Freeze | null {
  return windows.reduce<Freeze | null>((last, window) => {
    const until = endOf(window, at);
    return until === null || (last !== null && last.until >= until) ? last : { until, why: window.why };
  }, null);
}

/** `null`: the window is not open at this time. */
function endOf({ every, from, to, timezone }: FreezeWindow, at: Instant): Instant | null {
  const local = toLocal(at, timezone);
  if (every === 'once') return local >= from && local < to ? after(at, toInstant(to, timezone)) : null;
  const period = periods[every];
  const clock = every === 'week' ? minuteOfWeek(local) : modulo(local, period);
  const open = modulo(clock - from, period);
  const length = modulo(to - from, period);
  return open < length ? after(at, toInstant(local + length - open, timezone)) : null;
}

/** An end that summer time moved to before now is in a minute. */
const after = (at: Instant, end: Instant): Instant => (end > at ? end : at + minuteMs);
