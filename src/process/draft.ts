import type { Because } from './because.js';
import type { Event } from './event.js';
import type { Facts } from './facts.js';
import type { OperationKind } from './operation-kind.js';
import type { Numbered } from './operation.js';
import { planOperation } from './plan-operation.js';
import type { Stage } from './stage.js';
import type { Task } from './task.js';

/** A decision in the making; lives only while `decide` runs. */
export interface Draft {
  readonly before: Task;
  readonly event: Event;
  readonly facts: Facts;
  task: Task;
  because: Because | null;
  readonly moves: { from: Stage; to: Stage; because: Because }[];
  readonly operations: Numbered[];
}

/** Nothing decided yet. */
export function beginDraft(before: Task, event: Event, facts: Facts): Draft {
  return { before, event, facts, task: before, because: null, moves: [], operations: [] };
}

/** Enters a stage: what the former one waited for is superseded. Its operation starts when the decision is finished. */
export function enterStage(draft: Draft, to: Stage, because: Because): void {
  const { task, facts } = draft;
  draft.moves.push({ from: task.stage, to, because });
  const untouched = task.stage === 'deployment' && task.production?.touched !== true;
  draft.task = {
    ...task,
    stage: to,
    since: facts.now,
    awaiting: null,
    failure: null,
    deferred: null,
    production: untouched && to !== 'production-testing' ? null : task.production,
  };
}

/** Starts an operation, or keeps it for later while the task is on hold. */
export function startOperation(draft: Draft, kind: Exclude<OperationKind, 'CallPeople'>): void {
  const { task, facts } = draft;
  if (task.hold !== null) {
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
  draft.operations.push({ ...operation, id });
  draft.task = { ...task, deferred: null, ...waitFor(task, { id, kind, since: facts.now }) };
}

/** `<task key>:<journal number>:<kind>`: the same decision gives the same id, so an operation is recorded once. */
export function operationId({ before, operations }: Draft, kind: OperationKind): string {
  const same = operations.filter((operation) => operation.kind === kind).length;
  return `${before.key}:${before.version + 1}:${kind}${same > 0 ? `:${same}` : ''}`;
}

/** Backups on request run beside the stage; the watch runs beside production; everything else is waited for. */
function waitFor(task: Task, awaited: NonNullable<Task['awaiting']>): Partial<Task> {
  if (awaited.kind === 'BackUpProduction') return {};
  if (awaited.kind === 'WatchProduction')
    return { production: task.production && { ...task.production, watch: awaited.id } };
  return { awaiting: awaited };
}
