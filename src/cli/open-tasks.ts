import { join, resolve } from 'node:path';
import { serverVariables } from '#config/server-variables.js';
import type { TaskReader } from '#ports/task-reader.js';
import { openReader } from '#store/open-reader.js';
import type { Terminal } from './terminal.js';

/** Opens the server's store to look at it, by the variables that the server is started with. Throws `StoreProblem`. */
export function openTasks(variables: Terminal['variables']): Promise<TaskReader> {
  const data = variables['GREENLIGHT_DATA'] ?? serverVariables.GREENLIGHT_DATA.fallback;
  return openReader({
    databaseUrl: variables['DATABASE_URL'] ?? null,
    directory: join(resolve(data), 'store'),
  });
}
