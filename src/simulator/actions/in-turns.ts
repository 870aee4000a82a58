export type InTurns = <Value>(key: string, work: () => Promise<Value>) => Promise<Value>;

/** Runs work of one concurrency group one after the other. GitHub lets only one wait and drops those before it; here none is dropped. */
export function inTurns(): InTurns {
  const tails = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const result = (tails.get(key) ?? Promise.resolve()).then(work);
    const tail = result.catch(() => undefined);
    tails.set(key, tail);
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    return result;
  };
}
