import type { Stage } from './stage.js';

/** Whether the task has come to its end here. */
export function isResting(stage: Stage): boolean {
  return stage === 'released' || stage === 'cancelled';
}
