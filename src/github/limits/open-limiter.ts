import { GitHubFault } from '#errors/github-fault.js';
import type { Budgets } from '#ports/budgets.js';
import { type Asked, costOf } from './cost-of.js';
import type { Limits } from './limits.js';
import type { Ask } from './ask.js';
import { type Admissions, openAdmissions } from './open-admissions.js';
import { openPools, type Pools, type Times } from './open-pools.js';
import { type Notes, openRests } from './open-rests.js';
import { type Headers, readHour } from './read-hour.js';

/** Keeps each installation within its limits; installations never wait for each other. */
export interface Limiter {
  /**
   * Resolves when the request may be sent, to what is called when it was answered. Throws `GitHubFault` at once while GitHub wants
   * to be left alone or when the request would wait too long.
   */
  admit(installation: number, asked: Asked, how: Omit<Ask, 'cost'>): Promise<Admitted>;
  /** GitHub told this installation to stay away. */
  rest(installation: number, forMs: number): Promise<void>;
  /** What is left to each installation that asked anything since the process began. */
  budgets(): readonly Budgets[];
}

export interface Admitted {
  /** With the headers of an answer that refused nothing. */
  answered(headers: Headers): void;
  /** Always, last. */
  end(): void;
}

export function openLimiter(limits: Limits, { notes, ...times }: Times & { notes: Notes }): Limiter {
  const rests = openRests(notes, times);
  const all = new Map<number, { readonly pools: Pools; readonly admissions: Admissions }>();

  function open(): { pools: Pools; admissions: Admissions } {
    const pools = openPools(limits, times);
    const { patienceMs } = limits;
    return { pools, admissions: openAdmissions(pools, { patienceMs, elapsed: times.elapsed }) };
  }

  async function refuseResting(installation: number): Promise<void> {
    const restMs = await rests.leftMs(installation);
    if (restMs > 0)
      throw new GitHubFault('GitHub asked this installation to wait', {
        kind: 'retry',
        limit: 'rest',
        retryAfterMs: restMs,
      });
  }

  return {
    async admit(installation, asked, how) {
      const { pools, admissions } = all.get(installation) ?? open();
      all.set(installation, { pools, admissions });
      await refuseResting(installation);
      await admissions.admit({ ...how, cost: costOf(asked) });
      const admitted: Admitted = {
        answered(headers) {
          rests.end(installation);
          const hour = readHour(headers);
          if (hour !== null) pools.learn(hour.name, hour);
        },
        end: () => admissions.giveBack(),
      };
      try {
        // GitHub may have said so while this one waited.
        await refuseResting(installation);
      } catch (error) {
        admitted.end();
        throw error;
      }
      return admitted;
    },
    rest: (installation, forMs) => rests.begin(installation, forMs),
    budgets: () =>
      [...all].map(([installation, { pools, admissions }]) => ({
        installation,
        restsUntil: rests.until(installation),
        waiting: admissions.waiting(),
        budgets: pools.list(),
      })),
  };
}
