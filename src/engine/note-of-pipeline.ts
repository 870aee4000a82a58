import type { Instant, TaskKey } from '#process/task.js';

/** Under which name it is noted where the pipeline that works for a task was last heard of. */
export const noteOfPipeline = (task: TaskKey): string => `pipeline:${task}`;

/** What is over by then was quick: the card says what came of it, and that it had begun costs no request. */
export const patienceMs = 10_000;

/** What is noted. */
export interface HeardOf {
  /** When it said so, by GitHub's clock. */
  readonly at: Instant;
  readonly log: string | null;
  /** From when on the card tells it. */
  readonly shown: Instant;
}
