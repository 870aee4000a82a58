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
  hook: 'hook:',
} as const;

/** The lane of one task for one kind of work. */
export function laneOf(
  kind: Exclude<keyof typeof laneKinds, 'repository' | 'tidy' | 'hook'>,
  task: TaskKey,
): string {
  return `${laneKinds[kind]}${task}`;
}

/** The lane of what concerns a whole repository. */
export function laneOfRepository(repository: number): string {
  return `${laneKinds.repository}${repository}`;
}
