import { setTimeout as delay } from 'node:timers/promises';
import type { World } from '../state/world.js';
import type { Answer } from './call.js';

/** What a request has met: an answer in place of the real one, a broken connection, or nothing. */
export interface Fate {
  instead: Answer | null;
  drop: 'before' | 'after' | null;
}

/** Applies the faults that lie in wait for this request, in the order they were added. */
export async function meetFaults(world: World, route: string): Promise<Fate> {
  const fate: Fate = { instead: null, drop: null };
  for (const entry of world.faults) {
    if (entry.fault.route !== route) continue;
    entry.seen += 1;
    const first = entry.fault.nth ?? 1;
    if (entry.seen < first || entry.seen >= first + (entry.fault.times ?? 1)) continue;
    const { then } = entry.fault;
    if (typeof then === 'function') await then();
    else if (then === 'drop') return { instead: null, drop: 'before' };
    else if (then === 'drop-after-doing') fate.drop = 'after';
    else if ('delayMs' in then) await delay(then.delayMs);
    else return { instead: { body: { message: 'Fault' }, ...then }, drop: null };
  }
  return fate;
}
