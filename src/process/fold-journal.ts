import { canonical } from './canonical.js';
import type { Task } from './task.js';

/** The fields of the task that a decision set, with their new values. What was stored meanwhile may have its keys in another order. */
export function changesBetween(before: Task, after: Task): Partial<Task> {
  const keys = Object.keys(after) as (keyof Task)[];
  return Object.fromEntries(
    keys.filter((key) => canonical(before[key]) !== canonical(after[key])).map((key) => [key, after[key]]),
  );
}

/** The task that these changes lead to, oldest first: what the journal replays to. */
export function foldChanges(start: Task, changes: readonly Partial<Task>[]): Task {
  return changes.reduce<Task>((task, change) => ({ ...task, ...change }), start);
}
