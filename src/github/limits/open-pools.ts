import type { Budget, BudgetName } from '#ports/budgets.js';
import type { Instant } from '#process/task.js';
import type { Ask } from './ask.js';
import { keptForGates, type Limits } from './limits.js';
import { openHour, type Told } from './open-hour.js';
import { openSlots } from './open-slots.js';
import { openWindow } from './open-window.js';
import type { Pool } from './pool.js';

export interface Times {
  /** Milliseconds since 1970. */
  readonly now: () => Instant;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed: () => number;
}

/** All budgets of one installation. */
export interface Pools {
  /** The budgets that have no room for it. */
  lacking(ask: Ask): readonly BudgetName[];
  /** In how many milliseconds there is room, when those before go first; 0 where only answers that are on their way make room. */
  roomIn(ask: Ask, before: readonly Ask[]): number;
  take(ask: Ask): void;
  /** A request was answered. */
  giveBack(): void;
  /** GitHub told of its own hour. */
  learn(name: 'core' | 'graphql', told: Told): void;
  list(): readonly Budget[];
}

const minuteMs = 60_000;
const hourMs = 3_600_000;

export function openPools(limits: Limits, { now, elapsed }: Times): Pools {
  const slots = openSlots(limits.requests);
  const hours = { core: openHour(now), graphql: openHour(now) };
  const window = (most: number, windowMs: number): Pool => openWindow({ most, windowMs }, elapsed);
  const pools: Readonly<Record<BudgetName, Pool>> = {
    requests: slots,
    points: window(limits.points, minuteMs),
    'graphql-points': window(limits.graphqlPoints, minuteMs),
    contents: window(limits.contents, minuteMs),
    'contents-hour': window(limits.contentsHour, hourMs),
    ...hours,
  };

  /** What has to be left before the request may be sent. */
  function needed({ cost, priority }: Ask, name: BudgetName): number {
    const { most } = pools[name];
    const kept = priority === 'gate' || most === Infinity ? 0 : Math.floor(most * keptForGates);
    return (cost.get(name) ?? 0) + kept;
  }

  return {
    lacking: (ask) => [...ask.cost.keys()].filter((name) => pools[name].left() < needed(ask, name)),
    roomIn(ask, before) {
      const waits = [...ask.cost.keys()].map((name) => {
        const ahead = before.reduce((sum, { cost }) => sum + (cost.get(name) ?? 0), 0);
        return pools[name].leftIn(needed(ask, name) + ahead) ?? 0;
      });
      return Math.max(...waits);
    },
    take: ({ cost }) => {
      for (const [name, points] of cost) pools[name].take(points);
    },
    giveBack: slots.giveBack,
    learn: (name, told) => hours[name].learn(told),
    list: () =>
      (Object.keys(pools) as BudgetName[])
        .filter((name) => pools[name].most < Infinity)
        .map((name) => ({ name, most: pools[name].most, left: Math.max(0, pools[name].left()) })),
  };
}
