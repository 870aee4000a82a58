import type { Sha } from '#process/task.js';
import { noteOfRelease } from '../note-of-release.js';
import { done, failedAs, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { withDeployment } from './with-deployment.js';
import { productionOf, workFor } from './work-for.js';

/** Step 9.2.3: production goes back to the backup, code and data. What is not restored is said as not restored. */
export async function restoreProduction(performance: Performance<'RestoreProduction'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const { backup } = operation;
  // Merged, but never deployed: production is what it was.
  if (backup === null) return done({ type: 'ProductionRestored', operation: operation.id, url: null });
  const { settings } = await engine.configs.of(task.repository);
  const commit = backup.commit ?? task.product?.live;
  if (commit === undefined) throw new Error('a backup that does not say which commit it is of');
  const work = await workFor(performance, {
    step: 'restore',
    environment: productionOf(settings),
    commit,
    scripts: commit,
    settings,
  });
  const run = (asked: typeof work) => engine.environments.restore({ ...asked, backup });
  const result = await withDeployment(performance, 'restore', { work, run });
  if (result.kind === 'failed') return failedAs(result);
  await noteReturn(performance, commit);
  const { url, restored } = result;
  return done({ type: 'ProductionRestored', operation: operation.id, url, restored });
}

/** After a release was undone, the version that production is back at counts as the one released last. */
async function noteReturn(
  { engine: { store }, task }: Performance<'RestoreProduction'>,
  commit: Sha,
): Promise<void> {
  const to = task.rollback?.to;
  if (to === undefined) return;
  const { id } = task.repository;
  const back = (await store.releasedTasks(id)).find(({ release }) => release?.tag === to.tag);
  await store.saveNote(noteOfRelease(id), back?.release?.sha ?? commit);
}
