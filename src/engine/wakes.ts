import type { NewJob } from '#ports/store.js';
import { timersOf } from '#process/timers.js';
import type { Rules } from '#process/rules.js';
import type { Task } from '#process/task.js';
import { laneOf } from './lanes.js';
import type { EventPayload } from './payloads.js';

/**
 * A job for each timer of the task, due when it is; the same timer is stored once. One that no longer runs by then is told to a task
 * that has nothing due, and changes nothing.
 */
export function wakeJobs(task: Task, rules: Rules): readonly NewJob[] {
  const payload: EventPayload = { type: 'wake', task: task.key };
  return timersOf(task, rules).map(({ name, at }) => ({
    lane: laneOf('decide', task.key),
    kind: 'event',
    payload,
    due: at,
    dedupe: `wake:${task.key}:${name}:${at}`,
  }));
}
