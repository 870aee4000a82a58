import type { Work } from '#ports/environments.js';
import type { BackupRef } from '#process/task.js';
import type { Engine } from '../engine.js';
import { noteOfPruned } from '../note-of-pruned.js';
import type { Performing } from './performance.js';

/** Removes what nobody keeps, but never what production would go back to; which ones went is noted for `/rollback`. */
export async function pruneBackups(
  { engine, task }: Performing,
  { work, latest }: { work: Work; latest: BackupRef },
): Promise<void> {
  const { environments, store, clock, log } = engine;
  const needed = [latest.id, ...(await neededBackups(engine, work.repository.id))];
  const own = [task.production?.backup?.id, ...task.backups.map(({ id }) => id)].filter(
    (id) => id !== undefined,
  );
  const gone = await environments.prune({ ...work, needed: [...needed, ...own] });
  for (const id of gone) await store.saveNote(noteOfPruned(id), String(clock.now()));
  if (gone.length > 0)
    log.info({ environment: work.environment.name, backups: gone }, 'old backups were removed');
}

/** What production goes back to when a task that holds it, or the newest release, is rolled back. */
async function neededBackups(
  { store }: Pick<Engine, 'store'>,
  repository: number,
): Promise<readonly string[]> {
  const queue = await store.productionQueue(repository);
  const holders = await Promise.all(queue.map(({ task }) => store.loadTask(task)));
  const [newest] = await store.releasedTasks(repository);
  const points = [
    ...holders.flatMap((holder) => [holder?.production?.backup, holder?.rollback?.to?.backup]),
    newest?.release?.before,
  ];
  return points.flatMap((backup) => (backup ? [backup.id] : []));
}
