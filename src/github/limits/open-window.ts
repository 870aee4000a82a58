import type { Pool } from './pool.js';

/**
 * So many points within any stretch of `windowMs`: what was taken comes back one by one as it gets older than that. So never
 * twice as much as allowed around a full minute, and nobody waits for the next full minute either. `elapsed`: milliseconds
 * of a clock that only goes forward.
 */
export function openWindow(
  { most, windowMs }: { most: number; windowMs: number },
  elapsed: () => number,
): Pool {
  const taken: { readonly at: number; points: number }[] = [];
  let sum = 0;

  /** Forgets what is old, and says what is left. */
  function left(now: number): number {
    while (taken[0] !== undefined && taken[0].at + windowMs <= now) sum -= taken.shift()?.points ?? 0;
    return most - sum;
  }

  return {
    most,
    left: () => left(elapsed()),
    take(points) {
      const now = elapsed();
      const last = taken.at(-1);
      if (last?.at === now) last.points += points;
      else taken.push({ at: now, points });
      sum += points;
    },
    leftIn(points) {
      const now = elapsed();
      let there = left(now);
      if (there >= points) return 0;
      for (const { at, points: back } of taken) {
        there += back;
        if (there >= points) return at + windowMs - now;
      }
      // More than there ever is at once: a window for each time that all of it is used up.
      return windowMs * Math.ceil(points / Math.max(1, most));
    },
  };
}
