import { announce } from './announce.js';
import type { World } from './world.js';

/** Runs work that nobody awaits; `settled()` waits for it, and a failure ends the process loudly. */
export function inBackground(world: World, work: () => Promise<unknown>): void {
  world.busy += 1;
  void work().finally(() => {
    world.busy -= 1;
    announce(world);
  });
}
