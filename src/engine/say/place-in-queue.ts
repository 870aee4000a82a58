import type { Store } from '#ports/store.js';
import type { Task } from '#process/task.js';

/** Who ships before this task; `null` when nobody does. */
export async function placeInQueue(
  { store }: { readonly store: Pick<Store, 'productionQueue'> },
  task: Task,
): Promise<{ position: number; ahead: readonly string[] } | null> {
  if (task.stage !== 'deployment') return null;
  const queue = await store.productionQueue(task.repository.id);
  const position = queue.findIndex((waiting) => waiting.task === task.key);
  if (position <= 0) return null;
  const ahead = queue.slice(0, position).map((waiting) => `#${waiting.task.split('#')[1] ?? ''}`);
  return { position, ahead };
}
