import type { Words } from '../words.js';

const minuteMs = 60_000;

/** A length of time in words, to the minute; from a day on to the hour. */
export function saySpan(ms: number, { time }: Words): string {
  return time.span(Math.floor(ms / minuteMs));
}
