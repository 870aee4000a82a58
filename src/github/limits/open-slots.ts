import type { Pool } from './pool.js';

/** So many at the same time: whoever took one gives it back. */
export function openSlots(most: number): Pool & { readonly giveBack: () => void } {
  let used = 0;
  return {
    most,
    left: () => most - used,
    take: (points) => {
      used += points;
    },
    leftIn: (points) => (most - used >= points ? 0 : null),
    giveBack: () => {
      used -= 1;
    },
  };
}
