import type { Task } from './task.js';

/** Whether the stage is one in which a task waits for production, or works on it. */
export function queues({ stage }: Pick<Task, 'stage'>): boolean {
  return stage === 'deployment' || stage === 'rollback';
}
