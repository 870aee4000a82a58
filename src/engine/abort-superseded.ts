import type { Task } from '#process/task.js';
import type { Engine } from './engine.js';
import { laneOf } from './lanes.js';

/** Ends the operations of this task that run here and that nobody waits for any more, and wakes the one that sleeps if this concerns it. */
export async function abortSuperseded(
  { running, store, clock }: Pick<Engine, 'running' | 'store' | 'clock'>,
  { before, after }: { before: Task; after: Task },
): Promise<void> {
  for (const [id, controller] of running) {
    if (id.startsWith(`${after.key}:`) && !isAwaited(after, id)) controller.abort(new Error('superseded'));
  }
  if (isSuperseded(before, after) || isTouchedNow(before, after))
    await store.hurryLane(laneOf('perform', after.key), clock.now());
}

const isSuperseded = ({ awaiting }: Task, after: Task): boolean =>
  awaiting !== null && !isAwaited(after, awaiting.id);

/** The deployment to production begins when its backup is the task's. */
const isTouchedNow = (before: Task, { production }: Task): boolean =>
  production?.touched === true && production !== before.production;

/** Whether the task still waits for this operation, or it runs beside the stage. */
export function isAwaited(task: Task, id: string): boolean {
  return task.awaiting?.id === id || task.production?.watch === id || id.endsWith(':BackUpProduction');
}
