import type { Task } from './task.js';

/** Whether the change's head comes from a fork and nobody of the project has let it into the sandbox yet. */
export function isShutOut({ change, allowedHeads = [] }: Pick<Task, 'change' | 'allowedHeads'>): boolean {
  return change !== null && change.fork && !allowedHeads.includes(change.head);
}
