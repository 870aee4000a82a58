import type { Engine } from '../engine.js';
import { laneOf } from '../lanes.js';

/** Whoever waits for a sandbox in this repository looks at once: the first gets it, or the others move up. */
export async function wakeWaiting(
  { store, clock }: Pick<Engine, 'store' | 'clock'>,
  repository: number,
): Promise<void> {
  for (const { task, granted } of await store.sandboxQueue(repository))
    if (!granted) await store.hurryLane(laneOf('perform', task), clock.now());
}
