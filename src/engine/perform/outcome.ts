import type { WorkResult } from '#ports/environments.js';
import type { Outcome } from '#process/event.js';
import type { Restored } from '#process/task.js';

/** What one try of an operation came to. Errors that are thrown are tried again. */
export type Performed =
  | { readonly kind: 'done'; readonly event: Outcome | null }
  /** It cannot be done as things stand: people are called, and `/retry` tries again. */
  | {
      readonly kind: 'failed';
      readonly why: string;
      readonly log: string | null;
      readonly restored?: Restored;
    }
  /** Not yet: look again later. Does not count as a try. */
  | { readonly kind: 'snooze'; readonly afterMs: number };

export const failed = (why: string, log: string | null = null): Performed => ({ kind: 'failed', why, log });

/** What an executor could not do. */
export const failedAs = ({
  why,
  log,
  restored,
}: Extract<WorkResult<unknown>, { kind: 'failed' }>): Performed => ({
  kind: 'failed',
  why,
  log,
  ...(restored && { restored }),
});
export const done = (event: Outcome | null): Performed => ({ kind: 'done', event });
