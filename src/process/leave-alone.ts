import type { Because } from './because.js';
import type { Decision } from './decision.js';
import type { Task } from './task.js';

/** A decision that leaves everything as it was. */
export function leaveAlone(task: Task, verdict: 'refused' | 'ignored', because: Because): Decision {
  return { verdict, task, because, moves: [], operations: [], production: null };
}
