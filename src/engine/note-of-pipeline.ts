import type { TaskKey } from '#process/task.js';

/** Under which name it is noted where the pipeline that works for a task was last heard of. */
export const noteOfPipeline = (task: TaskKey): string => `pipeline:${task}`;
