import { setTimeout as delay } from 'node:timers/promises';
import type { FaultEffect } from '../github.js';
import type { World } from '../state/world.js';
import type { Answer } from './call.js';

/** What a request has met: an answer in place of the real one, a broken connection, or nothing. */
export interface Fate {
  instead: Answer | null;
  drop: 'before' | 'after' | null;
  /** How late it is answered, when it is done. */
  answerAfterMs: number;
}

/** Applies the faults that lie in wait for this request, in the order they were added; where there is none, the policy decides. */
export async function meetFaults(
  world: World,
  request: { route: string; cause: string | undefined },
): Promise<Fate> {
  const fate: Fate = { instead: null, drop: null, answerAfterMs: 0 };
  for (const effect of effectsOn(world, request)) {
    if (typeof effect === 'function') await effect();
    else if (effect === 'drop') return { ...fate, drop: 'before' };
    else if (effect === 'drop-after-doing') fate.drop = 'after';
    else if ('answerAfterMs' in effect) fate.answerAfterMs = effect.answerAfterMs;
    else if ('delayMs' in effect) await delay(effect.delayMs);
    else return { ...fate, instead: { body: { message: 'Fault' }, ...effect }, drop: null };
  }
  return fate;
}

function* effectsOn(
  world: World,
  request: { route: string; cause: string | undefined },
): Generator<FaultEffect> {
  let isMetByOne = false;
  for (const entry of world.faults) {
    if (!isMet(entry, request.route)) continue;
    isMetByOne = true;
    yield entry.fault.then;
  }
  const decided = isMetByOne ? null : (world.faultPolicy?.(request) ?? null);
  if (decided !== null) yield decided;
}

/** Counts the request. */
function isMet(entry: World['faults'][number], route: string): boolean {
  const { nth: first = 1, times = 1 } = entry.fault;
  if (entry.fault.route !== route) return false;
  entry.seen += 1;
  return entry.seen >= first && entry.seen < first + times;
}
