import type { TaskKey } from '#process/task.js';

/**
 * The lanes of a task. Decisions never wait for an operation, and an operation never for a comment to be posted: each
 * has a lane of its own, with its own order.
 */
export const laneKinds = { decide: 'task:', perform: 'work:', watch: 'watch:', say: 'talk:' } as const;

/** The lane of one task for one kind of work. */
export function laneOf(kind: keyof typeof laneKinds, task: TaskKey): string {
  return `${laneKinds[kind]}${task}`;
}
