import { createHash } from 'node:crypto';
import type { Engine } from '../engine.js';
import { findTasks } from '../find-tasks.js';
import { receive } from '../receive.js';
import type { Found } from './found.js';

/** Tasks that are told at the same time: their jobs go into the store together. */
const atOnce = 32;

/** Tells what was found, of each task in the order given. Resolves to what of it was news, by kind. */
export async function tell(engine: Engine, found: readonly Found[]): Promise<readonly string[]> {
  const byTask = new Map<number, Found[]>();
  // Tasks may share a head, and all hear of it at once.
  const once = new Map(found.map((one) => [nameOf(one), one]));
  for (const one of once.values()) {
    const [subject] = await findTasks(engine.store, one.signal);
    const number = subject?.number ?? 0;
    byTask.set(number, [...(byTask.get(number) ?? []), one]);
  }
  const groups = [...byTask.values()];
  const news: string[] = [];
  for (let from = 0; from < groups.length; from += atOnce) {
    const told = await Promise.all(
      groups.slice(from, from + atOnce).map((group) => tellInOrder(engine, group)),
    );
    news.push(...told.flat());
  }
  return news;
}

async function tellInOrder(engine: Engine, found: readonly Found[]): Promise<readonly string[]> {
  const news: string[] = [];
  for (const one of found)
    if ((await receive(engine, nameOf(one), one.signal)) > 0) news.push(one.signal.what.kind);
  return news;
}

/** Takes the place of a delivery's id: the same thing, seen twice, is told once. */
function nameOf({ signal: { what }, at, like }: Found): string {
  return `found:${createHash('sha256')
    .update(JSON.stringify([what, at, like]))
    .digest('base64url')}`;
}
