import type { Meters } from '#ports/meters.js';

const nothing = (): void => undefined;

/** Counts nothing. */
export const noMeters: Meters = {
  delivered: nothing,
  attempted: nothing,
  performed: nothing,
  requested: nothing,
  left: nothing,
  repaired: nothing,
};
