import type { Seen } from './facts.js';
import type { Change, Task } from './task.js';

/**
 * The task's change after looking. Another pull request takes its place only when it is open and the task's own is not; one
 * that does not aim at the default branch any more counts as closed.
 */
export function changeNow({ change, merge }: Task, seen: Seen | null): Change | null {
  if (seen === null) return change;
  // What was merged first stays the task's until it is released or reverted.
  if (merge !== null && seen.change?.number !== change?.number) return change;
  if (change === null || seen.change === null) return seen.change ?? (change && { ...change, open: false });
  const another = seen.change.number !== change.number;
  return another && (change.open || !seen.change.open) ? change : seen.change;
}
