import { setTimeout as delay } from 'node:timers/promises';

/** More deliveries than this are being stored only when many come together. */
const fewDeliveries = 4;
/** So long after the last time, there may be more of them on their way. */
const quietMs = 25;
/** However many come: the work goes on. */
const longestMs = 1_000;

/** Lets deliveries go first: GitHub waits ten seconds for its answer, and what is to be done about it can wait. */
export interface GiveWay {
  /** Stores a delivery. */
  readonly storing: <T>(store: () => Promise<T>) => Promise<T>;
  /** Resolves when no more than a few deliveries come at once; after a moment however many they are. */
  readonly calm: () => Promise<void>;
}

export function openGiveWay(): GiveWay {
  let deliveries = 0;
  let lastMany = -Infinity;
  const see = (change: number): void => {
    deliveries += change;
    if (deliveries > fewDeliveries) lastMany = performance.now();
  };
  const isMany = (): boolean => deliveries > fewDeliveries || performance.now() - lastMany < quietMs;
  return {
    storing: async (store) => {
      see(1);
      try {
        return await store();
      } finally {
        see(-1);
      }
    },
    calm: async () => {
      const until = performance.now() + longestMs;
      while (isMany() && performance.now() < until) await delay(quietMs);
    },
  };
}
