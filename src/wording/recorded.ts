import type { Because } from '#process/because.js';
import type { Instant, Task } from '#process/task.js';

/** One entry of a task's journal, as far as the release notes tell it. */
export interface Recorded {
  readonly at: Instant;
  readonly because: Because;
  /** The fields of the task that the decision set. */
  readonly changes: Partial<Task>;
}
