import type { Facts } from './facts.js';
import { freezeAt } from './freeze.js';
import type { Task } from './task.js';

/** The task with what holds it up in the queue for production, as it is now; nothing does where it does not wait. */
export function keepPlace(task: Task, { rules, now }: Facts): Task {
  if (task.stage !== 'deployment' || task.production !== null) {
    return task.frozen === null && task.priority === null ? task : { ...task, frozen: null, priority: null };
  }
  return { ...task, frozen: freezeAt(rules.freeze ?? [], now, task.exempt) };
}
