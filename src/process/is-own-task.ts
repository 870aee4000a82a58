import type { Task } from './task.js';

/** Whether the task is a pull request that was adopted: there is no issue besides it. */
export function isOwnTask({ number, change }: Pick<Task, 'number' | 'change'>): boolean {
  return change?.number === number;
}
