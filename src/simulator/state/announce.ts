import type { World } from './world.js';

/** Tells everyone who waits that something changed. */
export function announce(world: World): void {
  for (const watcher of [...world.watchers]) watcher();
}
