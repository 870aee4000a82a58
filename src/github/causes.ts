import { AsyncLocalStorage } from 'node:async_hooks';

/** Names what requests are for, without handing it through every call. */
export interface Causes {
  readonly within: <T>(cause: string, work: () => Promise<T>) => Promise<T>;
  readonly current: () => string | undefined;
}

/** The cause of a request is that of the innermost `within` around it. */
export function openCauses(): Causes {
  const storage = new AsyncLocalStorage<string>();
  return { within: (cause, work) => storage.run(cause, work), current: () => storage.getStore() };
}
