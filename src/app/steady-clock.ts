import type { Clock } from '#ports/clock.js';
import type { Instant } from '#process/task.js';

export interface SteadyClock extends Clock {
  /** What was stored last was stored then: time goes on from there, also when the machine's clock was set back meanwhile. */
  goOnFrom(instant: Instant | null): void;
}

/** How fast time goes while it is ahead of the machine: what waits for some time waits hardly longer. */
const slower = 0.9;
/** A clock that was further ahead was wrong then, and is not followed. */
const mostAheadMs = 24 * 3_600_000;

/**
 * The machine's clock, but never backwards: everything that waits is stored with the time at which it is due, and would wait for as
 * long as the clock was set back. Ahead of the machine's clock, time goes on a tenth slower until the two agree.
 * `elapsed` counts milliseconds, and is not set by anybody.
 */
export function openSteadyClock(
  machine: Clock,
  elapsed: () => number = () => performance.now(),
): SteadyClock {
  let last = machine.now();
  let lookedAt = elapsed();
  return {
    now() {
      const at = elapsed();
      last = Math.max(machine.now(), last + (at - lookedAt) * slower);
      lookedAt = at;
      return Math.round(last);
    },
    goOnFrom(instant) {
      if (instant !== null && instant - machine.now() <= mostAheadMs) last = Math.max(last, instant);
    },
  };
}
