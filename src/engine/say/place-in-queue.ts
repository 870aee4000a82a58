import type { Store } from '#ports/store.js';
import type { Queue, SandboxQueue } from '#wording/about.js';
import { queues } from '#process/queues.js';
import type { Task } from '#process/task.js';

interface Known {
  readonly store: Pick<Store, 'productionQueue' | 'productionHeld' | 'sandboxQueue'>;
}

const numberOf = ({ task }: { readonly task: string }): string => `#${task.split('#')[1] ?? ''}`;

/** Who ships before this task, what production is held for, and who has the sandboxes; `null` when none of it keeps the task waiting. */
export async function placeInQueue({ store }: Known, task: Task): Promise<Queue | null> {
  const sandboxes = await placeForSandbox({ store }, task);
  const held = await store.productionHeld(task.repository.id);
  const waits = queues(task) && task.production === null;
  const queue = waits ? await store.productionQueue(task.repository.id) : [];
  const position = Math.max(
    0,
    queue.findIndex((waiting) => waiting.task === task.key),
  );
  const ahead = queue.slice(0, position).map(numberOf);
  const concerns = held !== null && (task.stage === 'deployment' ? waits : held.task === task.key);
  if (position === 0 && !concerns && sandboxes === null) return null;
  return { position, ahead, held: concerns ? held : null, ...(sandboxes && { sandboxes }) };
}

/** `null`: it has one, or has not asked for one. */
async function placeForSandbox({ store }: Known, task: Task): Promise<SandboxQueue | null> {
  if (task.awaiting?.kind !== 'ProvisionSandbox') return null;
  const queue = await store.sandboxQueue(task.repository.id);
  const holders = queue.filter(({ granted }) => granted);
  const waiting = queue.filter(({ granted }) => !granted);
  const place = waiting.findIndex((one) => one.task === task.key);
  return place < 0 ? null : { place: place + 1, holders: holders.map(numberOf) };
}
