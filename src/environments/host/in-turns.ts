export type InTurns = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>;

/** Runs work with the same key one after the other, in the order in which it was asked; other keys at the same time. */
export function inTurns(): InTurns {
  const tails = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = tails.get(key) ?? Promise.resolve();
    const result = before.then(work);
    const tail = result
      .catch(() => undefined)
      .then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
    tails.set(key, tail);
    return result;
  };
}
