/** Resolves when everything that was written before the call is on the disk. */
export type Sync = () => Promise<void>;

/**
 * Waits for the disk for many at once: whoever comes while it is asked waits for the next time, since what they wrote may not be
 * among what it keeps now. Once it has refused, it is believed no more until the process starts again: systems forget what a disk refused, and
 * the next answer would be well although it is lost.
 */
export function openSync(ask: () => Promise<void>): Sync {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () => {
    next ??= last.then(() => {
      next = null;
      last = ask();
      return last;
    });
    return next;
  };
}
