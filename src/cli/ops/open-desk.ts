import { openLetterDesk } from '#engine/open-letter-desk.js';
import type { LetterDesk } from '#ports/letter-desk.js';
import type { Store } from '#ports/store.js';
import { openPostgresStore } from '#store/postgres/open-postgres-store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { openTasks } from '../open-tasks.js';
import { placeOf } from '../place-of.js';
import type { Terminal } from '../terminal.js';
import { knock } from './knock.js';

const clock = { now: () => Date.now() };
const ignore = (): void => undefined;
const log = { info: ignore, warn: ignore, error: ignore };

/**
 * The desk of the server's store: on PostgreSQL beside whoever works on it, of an embedded one by asking the server that has it,
 * or by opening it when none runs. Throws `StoreProblem` when there is none, or one of another version.
 */
export async function openDesk(
  variables: Terminal['variables'],
): Promise<LetterDesk & { close: () => Promise<void> }> {
  const { databaseUrl, directory } = placeOf(variables);
  const served = databaseUrl === null ? await knock(directory) : null;
  if (served !== null) return { ...served, close: () => Promise.resolve() };
  // Opened by this alone it would be brought to this version, under a server of another.
  await (await openTasks(variables)).close();
  const store: Store =
    databaseUrl === null
      ? await openSqliteStore({ directory })
      : await openPostgresStore({ url: databaseUrl });
  return { ...openLetterDesk({ store, clock, log }), close: () => store.close() };
}
