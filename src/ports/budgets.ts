import type { Instant } from '#process/task.js';

/** What one installation may still ask of GitHub, as this process knows it. */
export interface Budgets {
  readonly installation: number;
  /** Until when nothing of it is sent, because GitHub said so; `null`: it may ask. */
  readonly restsUntil: Instant | null;
  /** Requests that wait for room. */
  readonly waiting: number;
  readonly budgets: readonly Budget[];
}

export interface Budget {
  /**
   * `requests`: at the same time; `points`, `graphql-points`, `contents`: of the last minute; `contents-hour`: of the last hour;
   * `core`, `graphql`: what GitHub itself said is left of its hour (not there before its first answer, nor on a server without limits).
   */
  readonly name: BudgetName;
  readonly most: number;
  readonly left: number;
}

export type BudgetName =
  'requests' | 'points' | 'graphql-points' | 'contents' | 'contents-hour' | 'core' | 'graphql';
