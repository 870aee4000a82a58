import { UserError } from '#errors/user-error.js';
import type { TaskReader } from '#ports/task-reader.js';
import type { Task } from '#process/task.js';

const form = /^([\w.-]+)\/([\w.-]+)#(\d{1,10})$/;

/** The task that somebody names as `owner/repo#number`. Throws `UserError`. */
export async function findTask(reader: TaskReader, named = ''): Promise<Task> {
  const [, owner, name, number] = form.exec(named) ?? [];
  if (owner === undefined || name === undefined) throw new UserError('task_name_invalid', { about: named });
  const task = await reader.findTask({ owner, name, number: Number(number) });
  if (task === null) throw new UserError('task_unknown', { about: named });
  return task;
}
