import type { Task } from '#process/task.js';
import type { Engine } from './engine.js';
import { laneOf } from './lanes.js';

/** Ends the operations of this task that run here and that nobody waits for any more, and wakes the one that sleeps. */
export async function abortSuperseded(
  { running, store, clock }: Pick<Engine, 'running' | 'store' | 'clock'>,
  { before, after }: { before: Task; after: Task },
): Promise<void> {
  for (const [id, controller] of running) {
    if (id.startsWith(`${after.key}:`) && !isAwaited(after, id)) controller.abort(new Error('superseded'));
  }
  const { awaiting } = before;
  if (awaiting !== null && !isAwaited(after, awaiting.id))
    await store.hurryLane(laneOf('perform', after.key), clock.now());
}

/** Whether the task still waits for this operation, or it runs beside the stage. */
export function isAwaited(task: Task, id: string): boolean {
  return task.awaiting?.id === id || task.production?.watch === id || id.endsWith(':BackUpProduction');
}
