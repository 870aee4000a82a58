import type { UntilOptions } from './github.js';
import type { World } from './state/world.js';

/** Longer than a minute: whoever keeps within GitHub’s limits may wait for the next one. */
const defaultTimeoutMs = 75_000;

/** Resolves to what `look` finds, looking again at each change; rejects with `what` was awaited and the last requests. */
export function until<T>(
  world: World,
  look: () => T | undefined | null | false,
  { timeoutMs = defaultTimeoutMs, what = 'the awaited state' }: UntilOptions = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      world.watchers.delete(check);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`${what} did not come within ${timeoutMs} ms.\n${recentRequests(world)}`));
    }, timeoutMs);
    const check = (): void => {
      try {
        const seen = look();
        if (seen === undefined || seen === null || seen === false) return;
        stop();
        resolve(seen);
      } catch (error) {
        stop();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    world.watchers.add(check);
    check();
  });
}

function recentRequests({ requests }: World): string {
  const lines = requests.slice(-30).map(({ method, path, route, status, cause }) => {
    const what = path === '/graphql' ? route : `${method} ${path}`;
    return `  ${what} ${status}${cause === undefined ? '' : ` for ${cause}`}`;
  });
  return lines.length > 0 ? `The last requests:\n${lines.join('\n')}` : 'There were no requests.';
}
