import type { Because } from './because.js';
import type { Decision } from './decision.js';
import { callGate, type Draft, startOperation } from './draft.js';
import { changesBetween } from './fold-journal.js';
import { stageTable } from './stages.js';
import type { Task } from './task.js';

/** The finished decision: the stage that was reached starts its operation and calls its people. `refusal`: why a person's request was not granted. */
export function finishDraft(draft: Draft, refusal: Because | null = null): Decision {
  if (draft.moves.length > 0) arrive(draft);
  const { before, moves, operations } = draft;
  const kept = operations.length > 0 || Object.keys(changesBetween(before, draft.task)).length > 0;
  const verdict = refusal !== null ? 'refused' : moves.length > 0 ? 'moved' : kept ? 'kept' : 'ignored';
  return {
    verdict,
    task: kept ? { ...draft.task, version: before.version + 1 } : before,
    because: refusal ?? (kept ? draft.because : null) ?? { code: 'nothing_new' },
    moves,
    operations,
    production: productionOf(draft),
  };
}

function arrive(draft: Draft): void {
  const { starts } = stageTable[draft.task.stage];
  if (starts !== undefined) startOperation(draft, starts);
  callGate(draft);
}

const wants = (task: Task): boolean => task.stage === 'deployment' || task.production !== null;

function productionOf({ before, task }: Draft): Decision['production'] {
  if (!wants(before) && wants(task)) return 'request';
  return wants(before) && !wants(task) ? 'release' : null;
}
