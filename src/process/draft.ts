import { freshAt, standingAt } from './approvals.js';
import type { Because } from './because.js';
import type { ProductionMove } from './decision.js';
import type { Event } from './event.js';
import type { Facts } from './facts.js';
import { isGate } from './gate.js';
import type { OperationKind } from './operation-kind.js';
import type { Call, Numbered } from './operation.js';
import { planOperation } from './plan-operation.js';
import type { Role } from './role.js';
import type { Stage } from './stage.js';
import { type Rule, stageTable } from './stages.js';
import type { Approval, Task, Verdict } from './task.js';
import { awaitedRoles } from './verdicts.js';

/** A decision in the making; lives only while `decide` runs. */
export interface Draft {
  readonly before: Task;
  readonly event: Event;
  readonly facts: Facts;
  task: Task;
  because: Because | null;
  readonly moves: { from: Stage; to: Stage; because: Because }[];
  operations: readonly Numbered[];
  /** What a rule says of production; else it follows from where the task stands. */
  production: ProductionMove | null;
}

/** Operations that protect production, or only save what nobody uses: a hold keeps a task from going on, and them from nothing. */
const despiteHold: readonly OperationKind[] = [
  'BackUpProduction',
  'WatchProduction',
  'RestoreProduction',
  'RevertChange',
  'StopSandbox',
];

/** Nothing decided yet. */
export function beginDraft(before: Task, event: Event, facts: Facts): Draft {
  const { repository = before.repository } = facts;
  const task = { ...before, repository };
  return { before, event, facts, task, because: null, moves: [], operations: [], production: null };
}

/** Enters a stage: what the former one waited for is superseded, and not even started when this very decision began it. */
export function enterStage(draft: Draft, to: Stage, because: Because): void {
  const { task, facts } = draft;
  draft.moves.push({ from: task.stage, to, because });
  draft.operations = draft.operations.filter(({ id }) => id !== task.awaiting?.id);
  const untouched = task.stage === 'deployment' && task.production?.touched !== true && task.merge === null;
  const still = <J extends Approval | Verdict>(said: readonly J[]): readonly J[] => {
    const standing = standingAt({ ...task, stage: to }, said, task.change);
    return isGate(to) ? freshAt(standing, to, facts.rules) : standing;
  };
  draft.task = {
    ...task,
    stage: to,
    since: facts.now,
    approvals: still(task.approvals),
    verdicts: still(task.verdicts),
    objections: [],
    called: null,
    overrides: [],
    awaiting: null,
    failure: null,
    deferred: null,
    merging: null,
    production: untouched && to !== 'production-testing' ? null : task.production,
  };
}

/** Starts an operation, or keeps it for later while the task is on hold. */
export function startOperation(draft: Draft, kind: Exclude<OperationKind, 'CallPeople'>): void {
  const { task, facts } = draft;
  if (task.hold !== null && !despiteHold.includes(kind)) {
    draft.task = { ...task, deferred: kind };
    return;
  }
  const operation = planOperation(kind, task, facts.rules);
  if (operation === null) {
    draft.task = {
      ...task,
      failure: { operation: kind, why: 'there is nothing to do it with', at: facts.now, log: null },
    };
    return;
  }
  const id = operationId(draft, kind);
  draft.operations = [...draft.operations, { ...operation, id }];
  draft.task = { ...task, ...waitFor(task, { id, kind, since: facts.now }) };
}

/** Calls people as a rule says. */
export function callPeople(draft: Draft, call: NonNullable<Rule['call']>): void {
  if (call === 'again') callGate(draft);
  else if (call.roles === 'gate') callToGate(draft, call.call);
  else pushCall(draft, call.call, call.roles === 'overdue' ? overdue(draft) : call.roles);
}

/** Calls those whom the gate waits for, once they can decide: not on hold, and not before what they judge is there. */
export function callGate(draft: Draft): void {
  const { task } = draft;
  const { calls } = stageTable[task.stage];
  if (calls === undefined || task.hold !== null || task.awaiting !== null) return;
  callToGate(draft, calls);
}

/** From now on they are waited for. */
function callToGate(draft: Draft, call: Call): void {
  draft.task = { ...draft.task, called: { at: draft.facts.now, reminders: 0 } };
  const waited = waitedFor(draft);
  // The manager gave the estimate, so the thread tells them already what the client says to it or to a demo.
  pushCall(draft, call, call === 'plan' ? waited.filter((role) => role !== 'manager') : waited);
}

/** Those who are waited for, and with the last reminder whoever is to see to it. */
function overdue(draft: Draft): readonly Role[] {
  const { task, facts } = draft;
  if (!isGate(task.stage) || task.called === null) return [];
  const { remindMs, escalateTo } = facts.rules.waiting[task.stage];
  const isLast = task.called.reminders >= remindMs.length;
  const more = isLast && escalateTo !== null ? [escalateTo] : [];
  return [...new Set([...waitedFor(draft), ...more])];
}

function waitedFor({ task, facts }: Draft): readonly Role[] {
  return isGate(task.stage) ? awaitedRoles(task, task.stage, facts.rules) : [];
}

function pushCall(draft: Draft, call: Call, roles: readonly Role[]): void {
  if (roles.length === 0) return;
  const id = operationId(draft, 'CallPeople');
  draft.operations = [...draft.operations, { kind: 'CallPeople', call, roles, id }];
}

/** `<task key>:<journal number>:<kind>`: the same decision gives the same id, so an operation is recorded once. */
function operationId({ before, operations }: Draft, kind: OperationKind): string {
  const same = operations.filter((operation) => operation.kind === kind).length;
  return `${before.key}:${before.version + 1}:${kind}${same > 0 ? `:${same}` : ''}`;
}

/** Backups on request run beside the stage; the watch runs beside production; everything else is waited for. */
function waitFor(task: Task, awaited: NonNullable<Task['awaiting']>): Partial<Task> {
  if (awaited.kind === 'BackUpProduction') return {};
  if (awaited.kind === 'WatchProduction')
    return { production: task.production && { ...task.production, watch: awaited.id } };
  return { awaiting: awaited, deferred: null };
}
