import type { Instant } from '#process/task.js';
import type { KeptIntervention } from './store.js';

/** Where whoever runs the server looks through what was given up, and does something about it; also while the server runs. */
export interface LetterDesk {
  list(): Promise<LetterList>;
  /** Takes dead letters up again, or drops them, and keeps who did so. Returns those that it was done to. */
  settle(order: SettleOrder): Promise<readonly number[]>;
}

export interface LetterList {
  /** Given up, newest first. */
  readonly dead: readonly Letter[];
  /** Failed, and waiting for their next attempt; whatever was received later in their lanes waits with them. */
  readonly stuck: readonly Letter[];
  /** What people did lately, newest first. */
  readonly interventions: readonly KeptIntervention[];
}

export interface SettleOrder {
  readonly did: 'retried' | 'dropped';
  readonly jobs: readonly number[];
  readonly by: string;
  readonly why: string | null;
}

/** One job that does not get on. */
export interface Letter {
  readonly id: number;
  /** `owner/repo#number`, or `owner/repo` where it belongs to no task; `null`: to no repository. */
  readonly about: string | null;
  readonly lane: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly received: Instant;
  /** When it was given up, or when it is tried next. */
  readonly at: Instant | null;
  readonly error: string | null;
}
