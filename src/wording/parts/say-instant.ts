import type { Instant } from '#process/task.js';
import { readInstant } from '../read-instant.js';
import type { Words } from '../words.js';

/** A point in time in words, in UTC. */
export function sayInstant(at: Instant, { time }: Words): string {
  return time.instant(readInstant(at));
}
