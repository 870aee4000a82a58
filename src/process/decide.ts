import { answerOf } from './answer-of.js';
import { asHeard } from './as-heard.js';
import type { Because } from './because.js';
import type { Decision } from './decision.js';
import { withDelegations } from './delegations.js';
import { beginDraft, callPeople, type Draft, enterStage, startOperation } from './draft.js';
import { effects } from './effects.js';
import { type Event, isOutcome, isRequest } from './event.js';
import type { Facts } from './facts.js';
import { finishDraft } from './finish-draft.js';
import { guards } from './guards.js';
import { isSuperseded } from './is-superseded.js';
import { keepPlace } from './keep-place.js';
import { leaveAlone } from './leave-alone.js';
import type { OperationKind } from './operation-kind.js';
import { refuse } from './refuse.js';
import { type Answer, type Rule, stageTable } from './stages.js';
import { takeSeen } from './take-seen.js';
import type { Task } from './task.js';

/** How many stages one event may pass through; more is a loop in the table. */
const mostMoves = 8;

/** Requests that judge the change: when it moved meanwhile, they judge something else. */
const judging: readonly Event['type'][] = [
  'Approved',
  'Rejected',
  'ReadyDeclared',
  'GateOverridden',
  'ForkAllowed',
  'ScenariosPassed',
  'ScenarioFailed',
];

/**
 * What becomes of the task on this event. Total: every stage answers every event, with a reason. Pure: the same
 * arguments give the same decision, which is how the journal is replayed.
 */
export function decide(task: Task, said: Event, read: Facts): Decision {
  const facts = withDelegations(task, read);
  const event = asHeard(task, said, facts);
  if (task.version === 0) return begin(task, event, facts);
  if (isOutcome(event) && isSuperseded(task, event))
    return leaveAlone(task, 'ignored', { code: 'superseded' });
  const draft = beginDraft(task, event, facts);
  const refusal = hear(draft) ?? answer(draft);
  draft.task = takeSeen(draft.task, event, facts);
  settle(draft);
  if (refusal === null) draft.task = ledOnBy(draft);
  draft.task = keepPlace(draft.task, facts);
  return finishDraft(draft, isRequest(event) ? refusal : null);
}

/** Keeps when a word was written that led on to another stage; of words that came in another order the newest. */
function ledOnBy({ task, event, moves }: Draft): Task {
  const at = 'source' in event ? event.source.at : undefined;
  return at === undefined || moves.length === 0 ? task : { ...task, ledOn: Math.max(at, task.ledOn ?? at) };
}

/** What is no task yet becomes one only when somebody who may proposes it, or as a pull request that is adopted. */
function begin(task: Task, event: Event, facts: Facts): Decision {
  const draft = beginDraft(task, event, facts);
  const isAdopted = event.type === 'ChangeSeen' && guards.adoptable(draft) === null;
  if (event.type !== 'TaskProposed' && !isAdopted)
    return leaveAlone(task, isRequest(event) ? 'refused' : 'ignored', { code: 'no_task' });
  const refusal = refuse(task, event, facts) ?? answer(draft);
  if (refusal !== null) return leaveAlone(task, 'refused', refusal);
  draft.task = takeSeen(draft.task, event, facts);
  settle(draft);
  return finishDraft(draft);
}

/** Whether the person is heard at all: by who they are, by where the task stands, and by what they judge. */
function hear(draft: Draft): Because | null {
  const { before, event, facts } = draft;
  const overtaken = overtake(draft);
  if (judging.includes(event.type) && overtaken !== null) return refuse(before, event, facts) ?? overtaken;
  return refuse(draft.task, event, facts);
}

/** What was read along with an event may show that the change moved first: that counts before the event does. */
function overtake(draft: Draft): Because | null {
  const { task, event, facts } = draft;
  if (event.type === 'ChangeSeen' || facts.seen === null) return null;
  const seen: Event = { type: 'ChangeSeen', change: facts.seen.change?.number ?? 0 };
  const rule = firstRule(answerOf(task.stage, seen.type), task, { event: seen, facts });
  if (rule !== null) apply({ ...draft, event: seen }, rule, draft);
  draft.task = takeSeen(draft.task, event, facts);
  if (rule === null || rule.to === 'stay') return null;
  draft.because = { code: rule.because };
  const head = facts.seen.change?.head ?? null;
  return { code: 'change_moved', why: rule.because, head, was: task.change?.head ?? null };
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
  if (rule === null) return { code: 'not_possible_here', stage: task.stage };
  apply(draft, rule, draft);
  draft.because ??= { code: rule.because };
  return null;
}

/** Moves on for as long as the stage has nothing left to wait for. */
function settle(draft: Draft): void {
  for (let move = 0; move < mostMoves; move += 1) {
    if (draft.task.hold !== null || draft.facts.configProblem !== null) return;
    const rule = firstRule({ rules: stageTable[draft.task.stage].always ?? [] }, draft.task, draft);
    if (rule === null) return;
    apply(draft, rule, draft);
    draft.because ??= { code: rule.because };
  }
  throw new Error(`the stage table loops at ${draft.task.stage}`);
}

/** Does what a rule says: what it changes, where it leads, what it starts, whom it calls, in this order. */
function apply({ event, facts }: Pick<Draft, 'event' | 'facts'>, rule: Rule, draft: Draft): void {
  const start = toStart(rule, draft.task);
  for (const name of rule.then ?? [])
    draft.task = { ...draft.task, ...effects[name]({ task: draft.task, event, facts }) };
  if (rule.to !== 'stay') enterStage(draft, rule.to, { code: rule.because });
  if (start !== null && start !== 'CallPeople') startOperation(draft, start);
  if (rule.call) callPeople(draft, rule.call);
  if (rule.production) draft.production = rule.production;
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
