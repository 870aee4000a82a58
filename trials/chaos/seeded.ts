/** Chance that a seed reproduces. */
export interface Chance {
  /** A number from 0 up to 1. */
  next(): number;
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number;
  /** True in so many cases of one. */
  in(share: number): boolean;
  pick<T>(things: readonly T[]): T;
  shuffled<T>(things: readonly T[]): readonly T[];
  /** Chance of its own for one purpose: what one purpose draws changes nothing for the others. */
  fork(purpose: string): Chance;
}

/** Mulberry32: 32 bits of state, good enough to spread trouble. Source: https://github.com/bryc/code/blob/master/jshash/PRNGs.md */
export function seeded(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const chance: Chance = {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    in: (share) => next() < share,
    pick: (things) => {
      const picked = things[Math.floor(next() * things.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    shuffled: (things) =>
      things
        .map((thing) => ({ thing, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ thing }) => thing),
    fork: (purpose) =>
      seeded(Buffer.from(purpose).reduce((hash, byte) => Math.imul(hash ^ byte, 16_777_619), seed)),
  };
  return chance;
}
