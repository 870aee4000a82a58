import type { Sha, Task } from './task.js';

/** Whether this commit is the change's head, or one of the same content whose place the head took. */
export function isContentOfHead({ change, followed }: Task, commit: Sha): boolean {
  if (change === null) return false;
  return commit === change.head || (followed?.to === change.head && followed.from.includes(commit));
}
