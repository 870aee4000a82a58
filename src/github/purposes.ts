import { AsyncLocalStorage } from 'node:async_hooks';
import type { Patience, Priority } from '#ports/github.js';

/** What a request is for, and how it waits for room. */
export interface Purpose {
  readonly cause?: string;
  readonly priority: Priority;
  readonly patience?: Patience;
}

/** Says what requests are for without handing it through every call: each `within` adds to those around it. */
export interface Purposes {
  readonly within: <T>(purpose: Partial<Purpose>, work: () => Promise<T>) => Promise<T>;
  readonly current: () => Purpose;
}

/** Where nothing is said, a request is ordinary. */
export function openPurposes(): Purposes {
  const storage = new AsyncLocalStorage<Purpose>();
  const current = (): Purpose => storage.getStore() ?? { priority: 'ordinary' };
  return {
    within: (purpose, work) => storage.run({ ...current(), ...purpose }, work),
    current,
  };
}
