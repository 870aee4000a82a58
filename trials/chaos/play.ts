import { setTimeout as delay } from 'node:timers/promises';
import { goOn, type Part, propose } from './people.js';
import type { RunOptions } from './run.js';
import type { World } from './world.js';

const lookMs = 150;

/** People begin tasks as long as there is time, and bring all of them to their end. */
export async function play(
  options: RunOptions,
  { github, shops }: World,
  untilMs: number,
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  const courses = options.courses[Symbol.iterator]();
  const deadlineMs = untilMs + options.settleMs;
  let isFull = false;
  const open = (): Part[] => parts.filter(({ ended }) => ended === null);
  while (Date.now() < deadlineMs) {
    while (!isFull && open().length < options.atOnce) {
      const next = courses.next();
      isFull = next.done === true || (options.forMs > 0 && Date.now() >= untilMs);
      const shop = shops[parts.length % shops.length];
      if (isFull || next.done === true || shop === undefined) break;
      parts.push(await propose(github, shop.repository, next.value));
      options.say(`${parts.length} begun, ${parts.length - open().length} ended`);
    }
    if (isFull && open().length === 0) break;
    await Promise.all(open().map((part) => goOn(github, part)));
    await delay(lookMs);
  }
  return parts;
}

export async function answerDeployments({ shops }: World, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const { pipeline } of shops) await pipeline?.work();
    await delay(lookMs);
  }
}
