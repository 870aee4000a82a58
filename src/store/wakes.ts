/** Wakes workers that wait for jobs. */
export interface Wakes {
  readonly mark: () => number;
  readonly wake: () => void;
  readonly wait: (mark: number, timeoutMs: number, signal: AbortSignal) => Promise<void>;
}

/** Counts wakes, so that one which came between looking and waiting is not missed. */
export function openWakes(): Wakes {
  let count = 0;
  const waiting = new Set<() => void>();
  return {
    mark: () => count,
    wake: () => {
      count += 1;
      for (const resolve of waiting) resolve();
    },
    wait: (mark, timeoutMs, signal) =>
      new Promise((resolve) => {
        const end = (): void => {
          waiting.delete(end);
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, timeoutMs);
        waiting.add(end);
        signal.addEventListener('abort', end, { once: true });
        if (count !== mark || signal.aborted) end();
      }),
  };
}
