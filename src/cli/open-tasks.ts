import type { TaskReader } from '#ports/task-reader.js';
import { openReader } from '#store/open-reader.js';
import { placeOf } from './place-of.js';
import type { Terminal } from './terminal.js';

/** Opens the server's store to look at it, by the variables that the server is started with. Throws `StoreProblem`. */
export function openTasks(variables: Terminal['variables']): Promise<TaskReader> {
  return openReader(placeOf(variables));
}
