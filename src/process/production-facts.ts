import type { Instant, Login, RestorePoint, Sha, TaskKey } from './task.js';

/** Production is held after a rollback: nothing is deployed to it until DevOps lifts it. Of the environment, not of a task. */
export interface ProductionHeld {
  /** The task that was rolled back. */
  readonly task: TaskKey;
  readonly number: number;
  /** Who asked for the rollback; `null`: production was unhealthy. */
  readonly by: Login | null;
  readonly at: Instant;
  readonly why: string;
  /** What was rolled back: this commit is never deployed again. */
  readonly head: Sha | null;
  /** Set when a release was rolled back: what it had merged is still on the default branch. */
  readonly back: Pick<RestorePoint, 'tag' | 'undone'> | null;
}

/** What is known of the repository's production besides the task itself. */
export interface ProductionFacts {
  readonly held: ProductionHeld | null;
  /** Those of the task's commits that were rolled back before, in whatever task. */
  readonly banned: readonly Sha[];
  /** How many tasks wait for production before this one; `null`: it does not wait. */
  readonly ahead: number | null;
  /** Read only for a rollback after the release. */
  readonly releases: Releases | null;
}

/** Where a released task can go back to. */
export interface Releases {
  /** The newest release: only it can be rolled back, since others were built on what came before. */
  readonly newest: { readonly number: number; readonly tag: string } | null;
  /** `null`: no state of the version asked for is kept. */
  readonly point: RestorePoint | null;
  /** Versions whose state is kept, newest first. */
  readonly kept: readonly string[];
}
