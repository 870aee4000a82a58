import type { Store } from '#ports/store.js';
import type { Queue } from '#wording/about.js';
import { queues } from '#process/queues.js';
import type { Task } from '#process/task.js';

/** Who ships before this task, and what production is held for; `null` when neither keeps it waiting, nor was it rolled back. */
export async function placeInQueue(
  { store }: { readonly store: Pick<Store, 'productionQueue' | 'productionHeld'> },
  task: Task,
): Promise<Queue | null> {
  const held = await store.productionHeld(task.repository.id);
  const waits = queues(task) && task.production === null;
  const queue = waits ? await store.productionQueue(task.repository.id) : [];
  const position = Math.max(
    0,
    queue.findIndex((waiting) => waiting.task === task.key),
  );
  const ahead = queue.slice(0, position).map((waiting) => `#${waiting.task.split('#')[1] ?? ''}`);
  const concerns = held !== null && (task.stage === 'deployment' ? waits : held.task === task.key);
  if (position === 0 && !concerns) return null;
  return { position, ahead, held: concerns ? held : null };
}
