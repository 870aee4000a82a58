import type { DeadJob, NewJob } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import { laneOf, taskOfLane } from './lanes.js';
import { isProjection } from './letters.js';
import type { SayPayload } from './payloads.js';
import { projectJob } from './record.js';

/** Says on a task that it needs help, since this job of it is given up. What says so, and fails itself, brings about nothing more. */
export function helpJobs(
  job: Pick<DeadJob, 'id' | 'lane' | 'kind' | 'payload'>,
  now: Instant,
): readonly NewJob[] {
  const task = taskOfLane(job.lane);
  if (task === null || isProjection(job) || isCallForHelp(job)) return [];
  const payload: SayPayload = { type: 'help', task, job: job.id };
  return [
    projectJob(task, { now, node: null, look: 'always' }),
    { lane: laneOf('say', task), kind: 'say', payload, due: now, dedupe: null },
  ];
}

/** Shows that less help is needed, or none any more. */
export function helpedJobs({ lane }: Pick<DeadJob, 'lane'>, now: Instant): readonly NewJob[] {
  const task = taskOfLane(lane);
  return task === null ? [] : [projectJob(task, { now, node: null, look: 'always' })];
}

function isCallForHelp({ kind, payload }: Pick<DeadJob, 'kind' | 'payload'>): boolean {
  return kind === 'say' && (payload as SayPayload).type === 'help';
}
