import type { DeadJob, Store } from '#ports/store.js';
import type { TaskKey } from '#process/task.js';
import { laneOf } from './lanes.js';
import type { SayPayload } from './payloads.js';

/**
 * What was given up for a task and nobody has looked at: of its deciding and its saying lane. An operation that is given up
 * tells its task, which says so itself. A later projection makes up for one that was given up: that is no reason to call anybody.
 */
export async function loadLetters(
  store: Pick<Store, 'deadJobsOf'>,
  task: TaskKey,
): Promise<readonly DeadJob[]> {
  const letters = await store.deadJobsOf([laneOf('decide', task), laneOf('say', task)]);
  return letters.filter((letter) => !isProjection(letter));
}

/** Whether a job only brings to GitHub what the task is by then. */
export function isProjection({ kind, payload }: Pick<DeadJob, 'kind' | 'payload'>): boolean {
  return kind === 'say' && (payload as SayPayload).type === 'project';
}
