import type { EventType } from './event.js';
import type { Stage } from './stage.js';
import { type Answer, anywhere, stageTable } from './stages.js';

/** What the table says to this event in this stage: the stage's own answer, or the one for everywhere; `null`: nothing. */
export function answerOf(stage: Stage, event: EventType): Answer | null {
  const own = stageTable[stage].on[event];
  const resting = stage === 'released' || stage === 'cancelled';
  return own ?? (resting ? null : (anywhere[event] ?? null));
}
