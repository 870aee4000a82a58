import type { Task } from './task.js';

/** The sandbox's name: from repository id and issue number only, safe in DNS. */
export function sandboxName(task: Pick<Task, 'repository' | 'number'>): string {
  return `sandbox-${task.repository.id}-${task.number}`;
}
