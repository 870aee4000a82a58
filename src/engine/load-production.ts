import type { Event } from '#process/event.js';
import type { ProductionFacts } from '#process/production-facts.js';
import type { Sha, Task } from '#process/task.js';
import type { Engine } from './engine.js';
import { findReleases } from './find-releases.js';
import { noteOfPruned } from './note-of-pruned.js';

/** What the store knows of the repository's production, for one decision about this task. Costs no request. */
export async function loadProduction(
  { store }: Pick<Engine, 'store'>,
  task: Task,
  { event, head }: { event: Event; head: Sha | null },
): Promise<ProductionFacts> {
  const { id } = task.repository;
  const heads = [head, task.change?.head, task.product?.head].filter((sha) => sha != null);
  return {
    held: await store.productionHeld(id),
    banned: await store.bannedAmong(id, [...new Set(heads)]),
    ahead: event.type === 'PriorityRaised' ? await countAhead({ store }, task) : null,
    releases:
      event.type === 'RollbackRequested' && task.stage === 'released'
        ? findReleases(await releasesOf({ store }, id), event.version ?? null)
        : null,
  };
}

/** Released tasks, latest first; what production was before is forgotten of those whose backup was removed since. */
async function releasesOf({ store }: Pick<Engine, 'store'>, repository: number): Promise<readonly Task[]> {
  const released = await store.releasedTasks(repository);
  return Promise.all(
    released.map(async (task) => {
      const { release } = task;
      if (release?.before == null) return task;
      const pruned = await store.loadNote(noteOfPruned(release.before.id));
      return pruned === null ? task : { ...task, release: { ...release, before: null } };
    }),
  );
}

async function countAhead({ store }: Pick<Engine, 'store'>, task: Task): Promise<number | null> {
  const waiting = (await store.productionQueue(task.repository.id)).filter(({ granted }) => !granted);
  const place = waiting.findIndex(({ task: key }) => key === task.key);
  return place < 0 ? null : place;
}
