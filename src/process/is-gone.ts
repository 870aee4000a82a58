import type { Task } from './task.js';

/** Whether the task's issue was deleted or went to another repository: nothing can be read or said there any more. */
export function isGone({ cancelled }: Pick<Task, 'cancelled'>): boolean {
  return cancelled?.gone === true;
}
