import { answerOf } from './answer-of.js';
import type { Because } from './because.js';
import type { Decision } from './decision.js';
import { beginDraft, type Draft, enterStage, operationId, startOperation } from './draft.js';
import { effects } from './effects.js';
import { type Event, isOutcome, isRequest } from './event.js';
import type { Facts } from './facts.js';
import { finishDraft } from './finish-draft.js';
import { guards } from './guards.js';
import { isSuperseded } from './is-superseded.js';
import type { OperationKind } from './operation-kind.js';
import { refuse } from './refuse.js';
import { type Answer, type Rule, stageTable } from './stages.js';
import { takeSeen } from './take-seen.js';
import type { Task } from './task.js';

/** How many stages one event may pass through; more is a loop in the table. */
const mostMoves = 8;

/** Requests that judge the change: when it moved meanwhile, they judge something else. */
const judging: readonly Event['type'][] = ['Approved', 'Rejected', 'ReadyDeclared', 'GateOverridden'];

/**
 * What becomes of the task on this event. Total: every stage answers every event, with a reason. Pure: the same
 * arguments give the same decision, which is how the journal is replayed.
 */
export function decide(task: Task, event: Event, facts: Facts): Decision {
  const draft = beginDraft(task, event, facts);
  if (isOutcome(event) && isSuperseded(task, event))
    return finishDraft(draft, 'ignored', { code: 'superseded' });
  const overtaken = overtake(draft);
  const refusal =
    (judging.includes(event.type) ? overtaken : null) ?? refuse(draft.task, event, facts) ?? answer(draft);
  draft.task = takeSeen(draft.task, facts);
  settle(draft);
  if (refusal === null) return finishDraft(draft, 'answered', draft.because ?? { code: 'nothing_new' });
  return finishDraft(draft, isRequest(event) ? 'refused' : 'ignored', refusal);
}

/** What was read along with an event may show that the change moved first: that counts before the event does. */
function overtake(draft: Draft): Because | null {
  const { task, event, facts } = draft;
  if (event.type === 'ChangeSeen' || facts.seen === null) return null;
  const seen: Event = { type: 'ChangeSeen', change: facts.seen.change?.number ?? 0 };
  const rule = firstRule(answerOf(task.stage, seen.type), task, { ...draft, event: seen });
  const moves = rule !== null && rule.to !== 'stay';
  if (moves) apply({ ...draft, event: seen }, rule, draft);
  draft.task = takeSeen(draft.task, facts);
  return moves
    ? { code: 'change_moved', head: facts.seen.change?.head ?? null, was: task.change?.head ?? null }
    : null;
}

/** Applies what the table says. Returns why not, when a need is not met or nothing fits. */
function answer(draft: Draft): Because | null {
  const { task, event, facts } = draft;
  const answered = answerOf(task.stage, event.type);
  for (const name of answered?.needs ?? []) {
    const unmet = guards[name]({ task, event, facts });
    if (unmet !== null) return unmet;
  }
  const rule = firstRule(answered, task, draft);
  if (rule === null)
    return isRequest(event) ? { code: 'not_possible_here', stage: task.stage } : { code: 'nothing_new' };
  apply(draft, rule, draft);
  return null;
}

/** Moves on for as long as the stage has nothing left to wait for. */
function settle(draft: Draft): void {
  for (let move = 0; move < mostMoves; move += 1) {
    if (draft.task.hold !== null || draft.facts.configProblem !== null) return;
    const rule = firstRule({ rules: stageTable[draft.task.stage].always ?? [] }, draft.task, draft);
    if (rule === null) return;
    apply(draft, rule, draft);
  }
  throw new Error(`the stage table loops at ${draft.task.stage}`);
}

function apply({ event, facts }: Pick<Draft, 'event' | 'facts'>, rule: Rule, draft: Draft): void {
  const because: Because = { code: rule.because };
  const start = toStart(rule, draft.task);
  draft.because ??= because;
  for (const name of rule.then ?? [])
    draft.task = { ...draft.task, ...effects[name]({ task: draft.task, event, facts }) };
  if (rule.to !== 'stay') enterStage(draft, rule.to, because);
  if (start !== null && start !== 'CallPeople') startOperation(draft, start);
  if (rule.call)
    draft.operations.push({ kind: 'CallPeople', ...rule.call, id: operationId(draft, 'CallPeople') });
}

function toStart(rule: Rule, task: Task): OperationKind | null {
  if (rule.start === 'failed') return task.failure?.operation ?? null;
  if (rule.start === 'deferred') return task.deferred;
  return rule.start ?? null;
}

function firstRule(
  answered: Answer | null,
  task: Task,
  { event, facts }: Pick<Draft, 'event' | 'facts'>,
): Rule | null {
  const situation = { task, event, facts };
  return (
    answered?.rules.find((rule) => (rule.when ?? []).every((name) => guards[name](situation) === null)) ??
    null
  );
}
