import type { RepositoryState } from './records.js';

/** Runs a change of a repository after those begun before it; never nest: a change that waits for another waits forever. */
export function inTurn<T>(repository: RepositoryState, change: () => Promise<T> | T): Promise<T> {
  const result = repository.lane.then(change);
  repository.lane = result.catch(() => undefined);
  return result;
}
