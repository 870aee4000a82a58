import type { Because } from './because.js';
import type { Decision } from './decision.js';
import { callGate, type Draft, startOperation } from './draft.js';
import { changesBetween } from './fold-journal.js';
import type { ProductionHeld } from './production-facts.js';
import { queues } from './queues.js';
import { stageTable } from './stages.js';
import type { Task } from './task.js';

/** The finished decision: the stage that was reached starts its operation and calls its people. `refusal`: why a person's request was not granted. */
export function finishDraft(draft: Draft, refusal: Because | null = null): Decision {
  if (draft.moves.length > 0) arrive(draft);
  const { before, moves, operations } = draft;
  const production = productionOf(draft);
  const holds = holdsOf(draft);
  const kept = isKept(draft, production);
  const verdict = refusal !== null ? 'refused' : moves.length > 0 ? 'moved' : kept ? 'kept' : 'ignored';
  return {
    verdict,
    task: kept ? { ...draft.task, version: before.version + 1 } : before,
    because: refusal ?? (kept ? draft.because : null) ?? { code: 'nothing_new' },
    moves,
    operations,
    production,
    ...(holds && { holds }),
  };
}

/** Whether anything changed or was started, so that the journal has it. */
function isKept({ before, task, operations }: Draft, production: Decision['production']): boolean {
  const changed = Object.keys(changesBetween(before, task)).length > 0;
  return changed || operations.length > 0 || production !== null;
}

function arrive(draft: Draft): void {
  const { starts } = stageTable[draft.task.stage];
  // After a release the task has to be given production before it can put it back.
  const waits = draft.task.stage === 'rollback' && draft.task.production === null;
  if (starts !== undefined && !waits) {
    // What a person asked for in the moment in which the change overtook them is part of it now, or too late.
    draft.operations = draft.operations.filter(({ id }) => id !== draft.task.awaiting?.id);
    startOperation(draft, starts);
  }
  callGate(draft);
}

const wants = (task: Task): boolean => queues(task) || task.production !== null;

function productionOf({ before, task, production }: Draft): Decision['production'] {
  if (!wants(before) && wants(task)) return 'request';
  if (wants(before) && !wants(task)) return 'release';
  const waits = wants(task) && task.production === null;
  const sameFreeze = JSON.stringify(before.frozen) === JSON.stringify(task.frozen);
  return production ?? (waits && !sameFreeze ? 'requeue' : null);
}

/** A rollback for a reason ends with production held, so that what went wrong is looked at before anything else ships. */
function holdsOf({ before, task, facts }: Draft): ProductionHeld | null {
  const { rollback, production } = before;
  if (before.stage !== 'rollback' || task.stage === 'rollback' || !rollback?.holds) return null;
  const { key, number } = task;
  const { by, why, to } = rollback;
  const back = to === undefined ? null : { tag: to.tag, undone: to.undone };
  return { task: key, number, by, at: facts.now, why, head: production?.product?.head ?? null, back };
}
