import type { Clock } from '#ports/clock.js';
import type { Instant } from '#process/task.js';

export interface SharedClock extends Clock {
  /** Asks what time it is for everybody, now and from time to time until `signal` is aborted; `null`: there is nobody else. */
  follow(ask: () => Promise<Instant | null>, signal: AbortSignal): Promise<void>;
}

/** A third of a lease: who slept meanwhile is right again before somebody else's lease seems to have ended. */
const everyMs = 5_000;
/** An answer that took longer says little. */
const mostMs = 2_000;

/**
 * The clock of the database, carried on by `elapsed`, which counts milliseconds and is not set by anybody: leases of one replica are
 * judged by the others, and machines' clocks differ and jump. Where nobody shares the database it is the machine's.
 */
export function openSharedClock(
  machine: Clock,
  elapsed: () => number = () => performance.now(),
): SharedClock {
  let agreed: { readonly shared: Instant; readonly at: number } | null = null;

  async function agree(ask: () => Promise<Instant | null>): Promise<boolean> {
    const began = elapsed();
    const shared = await ask();
    const at = elapsed();
    const tookMs = at - began;
    if (shared !== null && tookMs <= mostMs) agreed = { shared: shared + tookMs / 2, at };
    return shared !== null;
  }

  return {
    now: () => (agreed === null ? machine.now() : Math.round(agreed.shared + elapsed() - agreed.at)),
    async follow(ask, signal) {
      const isShared = await agree(ask);
      if (!isShared || signal.aborted) return;
      const timer = setInterval(() => void agree(ask).catch(() => undefined), everyMs);
      timer.unref();
      signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    },
  };
}
