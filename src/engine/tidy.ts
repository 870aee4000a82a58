import type { Job, Lane, NewJob } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Engine } from './engine.js';
import { laneKinds } from './lanes.js';

const everyMs = 3_600_000;
/** What was done is looked at by nobody; a few days help whoever looks for what went wrong. */
const keptMs = 3 * 86_400_000;

/** The housekeeping that is due at `at`: one in an hour, on whatever replica. */
export function tidyJob(at: Instant): NewJob {
  const hour = Math.floor(at / everyMs);
  return { lane: laneKinds.tidy, kind: 'tidy', payload: null, due: at, dedupe: `tidy:${hour}` };
}

/** Deletes jobs that were done days ago, and sees to it that this is done again in an hour. */
export async function handleTidy({ store, clock, log }: Engine, lane: Lane, job: Job): Promise<void> {
  const now = clock.now();
  const pruned = await store.prune({ before: now - keptMs });
  if (pruned > 0) log.info({ pruned }, 'old jobs were deleted');
  await store.finishJob(lane, job, { now, jobs: [tidyJob(now + everyMs)] });
}
