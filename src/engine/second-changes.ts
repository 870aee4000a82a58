import type { NewJob, Store } from '#ports/store.js';
import type { Event } from '#process/event.js';
import type { Facts } from '#process/facts.js';
import type { Task } from '#process/task.js';
import { laneOf } from './lanes.js';
import type { EventPayload, SayPayload } from './payloads.js';

/** Under this name the further pull requests of a task are noted, as JSON numbers, oldest first. */
const noteOf = (task: Task['key']): string => `second-changes:${task}`;

/** What is said on a pull request of a task that has another one open. */
export function planSecond(
  { event, head, loaded }: { event: Event; head?: string | null; loaded: { facts: Facts } },
  { key, repository, change }: Task,
): readonly NewJob[] {
  if (event.type !== 'ChangeSeen' || head == null) return [];
  if (change?.open !== true || change.number === event.change) return [];
  const payload: SayPayload = { type: 'second', task: key, repository, change: event.change, head };
  return [{ lane: laneOf('say', key), kind: 'say', payload, due: loaded.facts.now, dedupe: null }];
}

/** Notes a second pull request of a task, to be looked at when the first is closed. */
export async function noteSecond(
  store: Pick<Store, 'loadNote' | 'saveNote'>,
  task: Task['key'],
  change: number,
): Promise<void> {
  const noted = await loadNoted(store, task);
  if (!noted.includes(change)) await store.saveNote(noteOf(task), JSON.stringify([...noted, change]));
}

/** When a task's pull request was closed, the others are looked at: the first that is open takes its place. */
export async function planSuccessors(
  store: Pick<Store, 'loadNote'>,
  { before, after, now }: { before: Task; after: Task; now: number },
): Promise<readonly NewJob[]> {
  const { repository, number, key } = after;
  if (before.change?.open !== true || after.change?.open === true) return [];
  return (await loadNoted(store, key)).map((change) => {
    const event = { type: 'ChangeSeen', change } as const;
    const payload: EventPayload = { type: 'seen', repository, number, change, head: null, event };
    return { lane: laneOf('decide', key), kind: 'event', payload, due: now, dedupe: null };
  });
}

async function loadNoted(store: Pick<Store, 'loadNote'>, task: Task['key']): Promise<readonly number[]> {
  return JSON.parse((await store.loadNote(noteOf(task))) ?? '[]') as readonly number[];
}
