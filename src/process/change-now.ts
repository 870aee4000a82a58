import type { Seen } from './facts.js';
import type { Change, Task } from './task.js';

/**
 * The task's change after looking. Another pull request takes its place only when it is open and the task's own is not; one
 * that does not aim at the default branch any more counts as closed.
 */
export function changeNow({ change, merge }: Task, seen: Seen | null): Change | null {
  if (seen === null) return change;
  if (change === null || seen.change === null) return seen.change ?? (change && { ...change, open: false });
  const another = seen.change.number !== change.number;
  // What was merged first stays the task's until it is released or reverted.
  const stays = change.open || merge !== null || !seen.change.open;
  return another && stays ? change : seen.change;
}
