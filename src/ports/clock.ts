import type { Instant } from '#process/task.js';

/** Time, handed in: tests move it. */
export interface Clock {
  now(): Instant;
}
