import type { Event } from '#process/event.js';
import type { ProductionFacts } from '#process/production-facts.js';
import type { Sha, Task } from '#process/task.js';
import type { Engine } from './engine.js';
import { findReleases } from './find-releases.js';

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
        ? findReleases(await store.releasedTasks(id), event.version ?? null)
        : null,
  };
}

async function countAhead({ store }: Pick<Engine, 'store'>, task: Task): Promise<number | null> {
  const waiting = (await store.productionQueue(task.repository.id)).filter(({ granted }) => !granted);
  const place = waiting.findIndex(({ task: key }) => key === task.key);
  return place < 0 ? null : place;
}
