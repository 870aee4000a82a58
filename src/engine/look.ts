import type { Snapshot } from '#ports/github.js';
import type { Job, Lane } from '#ports/store.js';
import type { Engine } from './engine.js';
import type { Subject } from './payloads.js';

interface Look {
  readonly change: number | null;
  /** The newest job of the lane when it began: it has seen what all up to that one tell. */
  readonly newest: number;
  readonly at: number;
  readonly snapshot: Snapshot;
}

/** What is older is looked at again, whatever waits. */
const longestMs = 10_000;

/** The last look of whoever holds a lane; it goes with the hold. */
const last = new WeakMap<Lane, Look>();

/**
 * Issue, change, live and configuration for news that say only that something moved. A thousand such news that wait in one
 * lane are answered by one look, for it began after all of them were stored. `isNew`: it was made now.
 */
export async function look(
  { github, clock }: Pick<Engine, 'github' | 'clock'>,
  { lane, job }: { lane: Lane; job: Job },
  { repository, number, change }: Subject,
): Promise<{ snapshot: Snapshot; isNew: boolean }> {
  const known = last.get(lane);
  const at = clock.now();
  if (known?.change === change && job.id <= known.newest && at - known.at < longestMs)
    return { snapshot: known.snapshot, isNew: false };
  const snapshot = await github.loadSnapshot(repository, { issue: number, change });
  last.set(lane, { change, newest: job.newest ?? job.id, at, snapshot });
  return { snapshot, isNew: true };
}

/** Something was done since: the next news are looked at again. */
export function forgetLook(lane: Lane): void {
  last.delete(lane);
}
