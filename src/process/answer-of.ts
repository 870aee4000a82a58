import type { EventType } from './event.js';
import { isResting } from './is-resting.js';
import type { Stage } from './stage.js';
import { type Answer, anywhere, stageTable } from './stages.js';

/** What the table says to this event in this stage: the stage's own answer, or the one for everywhere; `null`: nothing. */
export function answerOf(stage: Stage, event: EventType): Answer | null {
  return stageTable[stage].on[event] ?? (isResting(stage) ? null : (anywhere[event] ?? null));
}
