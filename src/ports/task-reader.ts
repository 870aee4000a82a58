import type { Task } from '#process/task.js';
import type { Store } from './store.js';

/** The store for whoever only looks: it may be open while a server works on it, and changes nothing. */
export interface TaskReader extends Pick<
  Store,
  | 'loadTask'
  | 'loadJournal'
  | 'loadNote'
  | 'openTasks'
  | 'productionQueue'
  | 'productionHeld'
  | 'sandboxQueue'
  | 'close'
> {
  /** The task of an issue, by the name that its repository had when the task was last seen; letters' case does not count. */
  findTask(issue: { owner: string; name: string; number: number }): Promise<Task | null>;
}
