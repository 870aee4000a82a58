import type { TaskKey } from '#process/task.js';

/**
 * The lanes of a task. Decisions never wait for an operation, and an operation never for a comment to be posted: each
 * has a lane of its own, with its own order. What concerns a whole repository has one more, and so
 * has the store itself, and every place outside GitHub that hears of what happens.
 */
export const laneKinds = {
  decide: 'task:',
  perform: 'work:',
  watch: 'watch:',
  say: 'talk:',
  repository: 'repo:',
  tidy: 'tidy:',
  sweep: 'sweep:',
  reconcile: 'reconcile:',
  hook: 'hook:',
} as const;

/** The lane of one task for one kind of work. */
export function laneOf(
  kind: Exclude<keyof typeof laneKinds, 'repository' | 'tidy' | 'sweep' | 'reconcile' | 'hook'>,
  task: TaskKey,
): string {
  return `${laneKinds[kind]}${task}`;
}

/** The lane of what concerns a whole repository. */
export function laneOfRepository(repository: number): string {
  return `${laneKinds.repository}${repository}`;
}

/** What a kind of lane is called where its work is counted: `task`, `work`, … */
export const nameOf = (prefix: string): string => prefix.replace(/:$/, '');

/** The task in whose deciding or saying lane a job is; `null`: in none. */
export function taskOfLane(lane: string): TaskKey | null {
  const kind = [laneKinds.decide, laneKinds.say].find((prefix) => lane.startsWith(prefix));
  return kind === undefined ? null : lane.slice(kind.length);
}
