import { freshApprovals } from './approvals.js';
import type { Because } from './because.js';
import type { Decision } from './decision.js';
import { type Draft, operationId, startOperation } from './draft.js';
import { isGate } from './gate.js';
import { stageTable } from './stages.js';
import type { Task } from './task.js';

/** The finished decision: the stage that was reached starts its operation and calls its people. */
export function finishDraft(
  draft: Draft,
  how: 'answered' | 'refused' | 'ignored',
  because: Because,
): Decision {
  if (draft.moves.length > 0) arrive(draft);
  const { before, moves, operations } = draft;
  const changed = draft.task !== before;
  const task = changed ? { ...draft.task, version: before.version + 1 } : before;
  return {
    verdict: verdictOf(how, moves.length > 0, changed),
    task,
    because,
    moves,
    operations,
    production: productionOf(draft),
  };
}

function arrive(draft: Draft): void {
  const row = stageTable[draft.task.stage];
  const { stage } = draft.task;
  if (isGate(stage)) draft.task = { ...draft.task, approvals: freshApprovals(draft.task, draft.facts.rules) };
  if (row.starts !== undefined) startOperation(draft, row.starts);
  if (row.calls)
    draft.operations.push({ kind: 'CallPeople', ...row.calls, id: operationId(draft, 'CallPeople') });
}

function verdictOf(
  how: 'answered' | 'refused' | 'ignored',
  moved: boolean,
  changed: boolean,
): Decision['verdict'] {
  if (how === 'refused') return 'refused';
  if (moved) return 'moved';
  return changed ? 'kept' : 'ignored';
}

const wants = (task: Task): boolean => task.stage === 'deployment' || task.production !== null;

function productionOf({ before, task, moves }: Draft): Decision['production'] {
  if (moves.some(({ to }) => to === 'deployment') && task.stage === 'deployment') return 'request';
  return wants(before) && !wants(task) ? 'release' : null;
}
