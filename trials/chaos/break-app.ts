import type { Store } from '#ports/store.js';
import { type Boundary, boundaryOfRequest, boundaryOfStore } from './boundaries.js';

interface Trouble {
  readonly databaseIsGone: boolean;
  /** Ends the process when this is the boundary at which it is to end. */
  meet(boundary: Boundary | undefined): void;
}

/** These wait for nothing that is stored. */
const local = ['mark', 'wait', 'close'];

/** The store, with the places where the process can be killed, and without its database while that is gone. */
export function breakStore(store: Store, trouble: Trouble, worked: () => void): Store {
  let isFirst = true;
  const around =
    (method: string, call: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]): Promise<unknown> => {
      if (trouble.databaseIsGone) throw new Error('the database is gone');
      trouble.meet(boundaryOfStore(method, args, undefined).before);
      const result = await call(...args);
      trouble.meet(boundaryOfStore(method, args, result).after);
      if (isFirst && method === 'finishJob') {
        isFirst = false;
        worked();
      }
      return result;
    };
  const entries = Object.entries(store) as [string, (...args: unknown[]) => Promise<unknown>][];
  return Object.fromEntries(
    entries.map(([method, call]) => [method, local.includes(method) ? call : around(method, call)]),
  ) as unknown as Store;
}

/** The same for requests to GitHub: `fetch` is what Octokit asks with. */
export function breakRequests(trouble: Trouble): void {
  const ask = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const cause = new Headers(init?.headers).get('x-greenlight-cause');
    const { before, after } = boundaryOfRequest(cause);
    trouble.meet(before);
    const answer = await ask(input, init);
    trouble.meet(after);
    return answer;
  };
}
