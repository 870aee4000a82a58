import { newTask } from '#process/new-task.js';
import type { Task } from '#process/task.js';

/**
 * A task that an earlier version stored, as this one knows tasks: a field that came since has the value that a new task begins with,
 * so that what it says is "none yet". Whoever adds a field to the task must be able to live with that, as journals are folded the same way.
 */
export function upgradeTask(stored: Pick<Task, 'repository' | 'number' | 'title'>): Task {
  const { repository, number, title } = stored;
  return { ...newTask({ repository, number, title }), ...stored };
}
