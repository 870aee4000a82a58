import type { Instant } from '#process/task.js';
import type { Pool } from './pool.js';

/** What an answer of GitHub says of one of its hours. */
export interface Told {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
}

/**
 * The hour that GitHub counts itself, as its answers tell it; without limit before the first of them. Answers overtake each
 * other: within one hour the lowest holds.
 */
export function openHour(now: () => Instant): Pool & { readonly learn: (told: Told) => void } {
  let told: Told | null = null;
  const current = (): Told | null => (told !== null && now() < told.resetAt ? told : null);
  return {
    get most() {
      return told?.limit ?? Infinity;
    },
    left: () => current()?.remaining ?? told?.limit ?? Infinity,
    take(points) {
      const known = current();
      if (known !== null) told = { ...known, remaining: known.remaining - points };
    },
    leftIn(points) {
      const known = current();
      return known === null || known.remaining >= points ? 0 : known.resetAt - now();
    },
    learn(heard) {
      if (told !== null && heard.resetAt < told.resetAt) return;
      const most = told?.resetAt === heard.resetAt ? told.remaining : Infinity;
      told = { ...heard, remaining: Math.min(heard.remaining, most) };
    },
  };
}
