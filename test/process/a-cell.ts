import { decide } from '#process/decide.js';
import type { Decision } from '#process/decision.js';
import {
  type Event,
  type EventType,
  isOutcome,
  isRequest,
  type Request,
  requestTypes,
} from '#process/event.js';
import type { Facts, Seen } from '#process/facts.js';
import { isGate, isTestGate } from '#process/gate.js';
import type { OperationKind } from '#process/operation-kind.js';
import { type Role, roles } from '#process/role.js';
import type { Stage } from '#process/stage.js';
import type { Change, Task } from '#process/task.js';
import { aChange } from '../support/a-task.js';
import { deepFreeze } from './deep-freeze.js';
import { deliveryAt, rules } from './delivery.js';
import { aBackup, endsOf, outcomeOf } from './outcome-of.js';

/** One cell of the truth table: a task at this stage hears this event, everything being as the event needs it. */
export interface Cell {
  readonly stage: Stage;
  readonly event: EventType;
  /** By a person without the role, or while the task is on hold. */
  readonly but?: 'stranger' | 'held';
  /** By a person who has these roles; else all of them. */
  readonly roles?: readonly Role[];
}

const hold = { by: 'otto', at: 1, why: null };
const standing = new Map<Stage, Task>();

/** A task that has just come to this stage. */
function taskAt(stage: Stage): Task {
  const task = standing.get(stage) ?? deliveryAt(stage).task;
  standing.set(stage, task);
  return task;
}

/** What may fail here: the stage's operation, or the one that runs beside it. */
function mayFail({ stage, awaiting, sandbox, production }: Task): OperationKind | null {
  if (awaiting !== null) return awaiting.kind;
  if (stage === 'deployment') return 'DeployProduction';
  if (production !== null) return 'WatchProduction';
  return sandbox === null ? null : 'DeploySandbox';
}

type Preparing = (task: Task) => Task;

/** What the event needs in order to be possible: words need something to be about, outcomes an operation that is awaited. */
const weekMs = 7 * 86_400_000;

const preparing: { readonly [T in EventType]?: Preparing } = {
  RetryRequested: (task) => {
    const operation = mayFail(task);
    const failure = operation && { operation, why: 'it broke', at: 1, log: null };
    return { ...task, awaiting: null, failure };
  },
  HoldLifted: (task) => ({ ...task, hold }),
  TimePassed: (task) => ({ ...task, awaiting: null, called: { at: 5_000 - weekMs, reminders: 0 } }),
  ReadyDeclared: (task) => {
    const change = task.change ?? { ...aChange(12, 'head-1'), author: 'dora' };
    return { ...task, change, rejectedHeads: [change.head] };
  },
  SandboxRedeployRequested: (task) => ({ ...task, awaiting: null }),
  Approved: (task) => withVerdicts(withSomethingToJudge(task), true),
  ScenariosPassed: withSomethingToJudge,
  ScenarioFailed: withSomethingToJudge,
  RejectionLifted: (task) =>
    task.stage === 'planning'
      ? { ...task, objections: [{ gate: 'planning', by: 'pat', at: 1, reason: 'no' }] }
      : withVerdicts(withSomethingToJudge(task), false),
  DelegationWithdrawn: (task) => withDelegation(task, null),
  ReviewDismissed: (task) => ({
    ...task,
    approvals: task.approvals.map((given) => ({ ...given, review: 9 })),
  }),
  SandboxStopRequested: (task) => ({ ...task, awaiting: null }),
  SandboxStartRequested: (task) => ({ ...withStopped(task), awaiting: null }),
  SandboxStopped: (task) => waitingFor(withStopped(task), 'StopSandbox'),
  SandboxStarted: (task) => waitingFor(withStopped(task), 'StartSandbox'),
  Rejected: withSomethingToJudge,
  StageLabelSet: withSomethingToJudge,
  ForkAllowed: (task) => ({ ...task, change: task.change && { ...task.change, fork: true } }),
  ProductionUnhealthy: (task) =>
    task.stage === 'deployment' ? touched(waitingFor(task, 'DeployProduction')) : task,
  WatchEnded: (task) => task,
  OperationFailed: (task) => {
    const operation = mayFail(task);
    return operation === null ? task : waitingFor(task, operation);
  },
};

function prepare({ stage, event }: Cell): Task {
  const outcome = Object.hasOwn(endsOf, event) ? endsOf[event as keyof typeof endsOf] : null;
  const waiting: Preparing = (task) => (outcome === null ? task : waitingFor(task, outcome));
  return (preparing[event] ?? waiting)(taskAt(stage));
}

function waitingFor(task: Task, kind: OperationKind): Task {
  const { stage, product, production } = task;
  const slot = { since: 1, touched: false, product, url: null, backup: null, watch: null };
  const awaiting = { id: `${task.key}:8:${kind}`, kind, since: 1 };
  return { ...task, awaiting, production: stage === 'deployment' ? slot : production };
}

function touched(task: Task): Task {
  const { production } = task;
  return { ...task, production: production && { ...production, touched: true, backup: aBackup('before') } };
}

function withStopped(task: Task): Task {
  const { sandbox } = task;
  return sandbox === null
    ? task
    : { ...task, sandbox: { ...sandbox, stopped: { why: 'asked', by: 'otto', at: 1 } } };
}

function withSomethingToJudge(task: Task): Task {
  const estimate = { revision: 1, duration: '3d', cost: null, note: null, by: 'mona', at: 1, agreed: null };
  const scenarios = [{ number: 1, text: 'The button is green', by: 'tess' }];
  if (task.stage === 'discussion') return { ...task, estimate };
  if (task.stage === 'planning') return { ...task, scenarios };
  if (task.stage === 'testing')
    return { ...task, awaiting: null, sandbox: task.sandbox && { ...task.sandbox, commit: 'head-1' } };
  return task;
}

/** What was said of every scenario at the test gate where the task stands. */
function withVerdicts(task: Task, passed: boolean): Task {
  const { stage } = task;
  if (!isTestGate(stage)) return task;
  const said = { passed, reason: passed ? null : 'it is red', by: 'pat', at: 1, head: 'head-1', live: null };
  return {
    ...task,
    verdicts: task.scenarios.map(({ number }) => ({ gate: stage, scenario: number, ...said })),
  };
}

function withDelegation(task: Task, until: number | null): Task {
  return { ...task, delegations: [{ role: 'tester', to: 'nick', by: 'mona', at: 1, until }] };
}

const wordsOf: { readonly [T in Request['type']]?: (stage: Stage) => object } = {
  EstimateGiven: () => ({ duration: '3d', cost: null, note: null }),
  Approved: () => ({ note: null }),
  Rejected: () => ({ reason: 'the button is red' }),
  ScenarioAdded: () => ({ text: 'The button is blue' }),
  RollbackRequested: () => ({ reason: null }),
  HoldPlaced: () => ({ why: null }),
  GateOverridden: (stage) => ({ gate: isGate(stage) ? stage : 'demo', reason: 'it is late' }),
  FollowupAdded: () => ({ text: 'more buttons' }),
  VersionPartChosen: () => ({ part: 'major' }),
  TaskCancelled: () => ({ why: null }),
  StageLabelSet: () => ({ stage: 'sandbox' }),
  ForkAllowed: () => ({ head: 'head-1' }),
  ScenariosPassed: () => ({ numbers: 'all' }),
  ScenarioFailed: () => ({ number: 1, reason: 'it is red' }),
  RejectionLifted: () => ({ of: null }),
  RoleDelegated: () => ({ role: 'tester', to: 'nick', until: null }),
  DelegationWithdrawn: () => ({ role: 'tester', of: null }),
  SandboxExtended: () => ({ byMs: 86_400_000 }),
};

function eventOf({ stage, event }: Cell, task: Task): Event {
  if ((requestTypes as readonly string[]).includes(event)) {
    const type = event as Request['type'];
    const said = { by: 'pat', source: { comment: 7, on: 1 } };
    return { type, ...wordsOf[type]?.(stage), ...said } as Request;
  }
  switch (event) {
    case 'ChangeSeen':
      return { type: event, change: 12 };
    case 'IssueGone':
      return { type: event, doer: 'pat' };
    case 'LiveSeen':
      return { type: event, live: 'live-2' };
    case 'ReviewDismissed':
      return { type: event, review: 9, by: 'mona' };
    case 'IssueSeen':
    case 'TimePassed':
    case 'ProductionGranted':
      return { type: event };
    default: {
      const operation = operationOf({ stage, event }, task) ?? 'nothing';
      return outcomeOf(event as keyof typeof endsOf, { operation, head: 'head-1', live: 'live-1' });
    }
  }
}

/** The operation whose outcome this is: the watch speaks of production, everything else is what the stage waits for. */
function operationOf({ stage, event }: Cell, { awaiting, production }: Task): string | null | undefined {
  const watched = event === 'WatchEnded' || (event === 'ProductionUnhealthy' && stage !== 'deployment');
  return watched ? production?.watch : (awaiting?.id ?? production?.watch);
}

/** What is read along: GitHub as the task knows it; a push for `ChangeSeen`, a new title for `IssueSeen`. */
function seenBy({ event }: Cell, { title, change, scenarios }: Task): Seen {
  const checklist = scenarios.filter(({ by }) => by === null).map(({ text }) => text);
  const moved: Change = { ...(change ?? { ...aChange(12, 'head-1'), author: 'dora' }), head: 'head-2' };
  return {
    issue: { title: event === 'IssueSeen' ? 'Another title' : title, open: true, checklist },
    change: event === 'ChangeSeen' ? moved : change,
    live: 'live-1',
  };
}

/** What the process decides in this cell. */
export function decideCell(cell: Cell): Decision {
  const possible = prepare(cell);
  const task = cell.but === 'held' ? { ...possible, hold } : possible;
  const event = eventOf(cell, possible);
  const facts: Facts = {
    now: 5_000,
    // Sandboxes have an end here, so that it can be moved; it is far away.
    rules: { ...rules, sandbox: { ...rules.sandbox, ttlMs: 100 * weekMs } },
    configProblem: null,
    actor: isRequest(event)
      ? { login: 'pat', bot: false, roles: cell.but === 'stranger' ? [] : (cell.roles ?? roles) }
      : null,
    seen: isOutcome(event) ? null : seenBy(cell, task),
    delegateIsPerson: true,
  };
  return decide(deepFreeze(task), deepFreeze(event), deepFreeze(facts));
}
