import type { Outcome } from '#process/event.js';

/** What one try of an operation came to. Errors that are thrown are tried again. */
export type Performed =
  | { readonly kind: 'done'; readonly event: Outcome | null }
  /** It cannot be done as things stand: people are called, and `/retry` tries again. */
  | { readonly kind: 'failed'; readonly why: string; readonly log: string | null }
  /** Not yet: look again later. Does not count as a try. */
  | { readonly kind: 'snooze'; readonly afterMs: number };

export const failed = (why: string, log: string | null = null): Performed => ({ kind: 'failed', why, log });
export const done = (event: Outcome | null): Performed => ({ kind: 'done', event });
