/** How often Greenlight looks for what it was not told, in milliseconds. */
export interface Rhythm {
  readonly sweepMs: number;
  readonly reconcileMs: number;
  /** A delivery may be on its way for so long: GitHub waits ten seconds for an answer, an Enterprise Server thirty. */
  readonly underWayMs: number;
}

const minuteMs = 60_000;

export const usualRhythm: Rhythm = {
  sweepMs: 5 * minuteMs,
  reconcileMs: 15 * minuteMs,
  underWayMs: minuteMs,
};
