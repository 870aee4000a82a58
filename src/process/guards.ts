import { isOverridden, isShipping, missingAmong, missingRoles } from './approvals.js';
import { changeNow } from './change-now.js';
import { guardsOfChanges } from './guards-of-changes.js';
import { isContentOfHead } from './is-content-of-head.js';
import { isGate } from './gate.js';
import { type Guard, holds, when } from './guard.js';
import { guardsOfMerging } from './guards-of-merging.js';
import { guardsOfJudging } from './guards-of-judging.js';
import { guardsOfProduction } from './guards-of-production.js';
import { guardsOfSandbox } from './guards-of-sandbox.js';
import { guardsOfWaiting } from './guards-of-waiting.js';
import type { Situation } from './situation.js';
import { stages } from './stage.js';
import { scenariosInTheWay } from './verdicts.js';

/** The change as it is now, seen by a task that has one whose head still counts. */
const moving = ({ task, facts }: Situation) =>
  isShipping(task) || task.change === null ? null : changeNow(task, facts.seen);

/** Every question the stage table asks, by name. */
export const guards = {
  ...guardsOfMerging,
  ...guardsOfChanges,
  ...guardsOfWaiting,
  ...guardsOfSandbox,

  isNew: ({ task }) => holds(task.version === 0, { code: 'already_a_task' }),

  estimateGiven: ({ task }) => holds(task.estimate !== null, { code: 'estimate_missing' }),

  estimateAgreed: when(({ task }) => task.estimate !== null && task.estimate.agreed !== null),

  scenariosWritten: ({ task }) => holds(task.scenarios.length > 0, { code: 'scenarios_missing' }),

  /** Scenarios are written until the client has seen what was built. */
  upToDemo: ({ task }) =>
    holds(stages.indexOf(task.stage) <= stages.indexOf('demo'), {
      code: 'not_possible_here',
      stage: task.stage,
    }),

  /** The rules name nobody for the gate of this stage. */
  nobodyAsked: when(({ task, facts }) => isGate(task.stage) && facts.rules.gates[task.stage].length === 0),

  /** Everybody whom the gate of this stage asks has approved, and nothing stands against it. */
  gateSatisfied: ({ task, facts }) => {
    if (!isGate(task.stage)) return { code: 'not_possible_here', stage: task.stage };
    const missing = missingRoles(task, task.stage, facts.rules);
    const { open, failed } = scenariosInTheWay(task, facts.rules);
    const isFree =
      isOverridden(task, task.stage) || task.objections.length + open.length + failed.length === 0;
    return holds(missing.length === 0 && isFree, { code: 'approval_kept', missing });
  },

  /** A sandbox that is being made or removed does not stand. */
  sandboxStands: ({ task }) =>
    holds(task.sandbox !== null && task.sandbox.commit !== null, { code: 'no_sandbox' }),

  sandboxGone: when(({ task }) => task.sandbox === null),

  /** What the tester sees is what would be approved. */
  sandboxServesHead: ({ task }) =>
    holds(task.awaiting === null && task.failure === null && task.sandbox?.commit === task.change?.head, {
      code: 'sandbox_not_ready',
    }),

  /** What people see is what would ship. */
  productStands: ({ task }) =>
    holds(
      task.awaiting === null &&
        task.failure === null &&
        task.product !== null &&
        task.sandbox?.commit === task.product.merge,
      { code: 'sandbox_not_ready' },
    ),

  changeReady: ({ task }) => {
    const { change } = task;
    if (!change?.open) return { code: 'change_missing' };
    if (change.draft) return { code: 'change_not_ready', why: 'draft', change: change.number };
    return holds(change.checks.state === 'green', {
      code: 'change_not_ready',
      why: change.checks.state,
      checks: change.checks.open,
      change: change.number,
    });
  },

  headNotRejected: when(({ task }) => !task.rejectedHeads.includes(task.change?.head ?? '')),

  /** A review judges the commit that it was written on. */
  reviewOfHead: ({ task, event }) => {
    const commit = 'source' in event ? event.source.commit : undefined;
    return holds(commit === undefined || isContentOfHead(task, commit), {
      code: 'review_of_another_commit',
      commit,
    });
  },

  /** The head moved, and production is not held with the approved one. */
  pushed: when((situation) => {
    const now = moving(situation);
    return now !== null && now.open && now.head !== situation.task.change?.head;
  }),

  closed: when((situation) => {
    const now = moving(situation);
    return now !== null && !now.open && !now.merged;
  }),

  drafted: when((situation) => {
    const now = moving(situation);
    return now !== null && now.draft && situation.task.change?.draft === false;
  }),

  checksFailed: when((situation) => moving(situation)?.checks.state === 'failing'),

  /** Merged by someone other than Greenlight, before the process allowed it. */
  mergedOutside: when(
    ({ task, facts }) =>
      task.cancelled === null && task.change?.merged !== true && changeNow(task, facts.seen)?.merged === true,
  ),

  notShipping: when(({ task }) => !isShipping(task)),

  /** The release waited for the approved head, and there it is again. */
  approvedHeadBack: when(({ task, facts }) => {
    const now = changeNow(task, facts.seen);
    const isApproved = (change: typeof now): boolean =>
      change !== null && change.open && change.head === task.product?.head;
    return task.failure?.operation === 'ReleaseChange' && !isApproved(task.change) && isApproved(now);
  }),

  liveMoved: when(
    ({ task, facts }) =>
      task.merge === null &&
      facts.seen !== null &&
      task.product !== null &&
      facts.seen.live !== task.product.live,
  ),

  /** This very operation is what the stage waits for. */
  awaited: when(({ task, event }) => 'operation' in event && event.operation === task.awaiting?.id),

  /** A backup on request runs beside the stage: the stage does not fail with it. */
  besideStage: when(({ event }) => event.type === 'OperationFailed' && event.kind === 'BackUpProduction'),

  conflicted: when(({ event }) => event.type === 'IntegrationRefused' && event.why === 'conflict'),

  failed: ({ task }) => holds(task.failure !== null, { code: 'nothing_failed' }),

  idle: ({ task }) => holds(task.awaiting === null, { code: 'busy', operation: task.awaiting?.kind }),

  notHeld: ({ task }) => holds(task.hold === null, { code: 'already_held' }),

  /** The deployment or the merge before it is under way, and has not said yet whether it touched production. */
  deploying: when(
    ({ task: { awaiting } }) => awaiting?.kind === 'DeployProduction' || awaiting?.kind === 'MergeChange',
  ),

  holdsProduction: when(({ task }) => task.production !== null),

  touchedProduction: ({ task }) => holds(task.production?.touched === true, { code: 'nothing_to_roll_back' }),

  /** What is being deployed has already replaced what was there. */
  productTouched: when(
    ({ task }) => task.production?.touched === true && task.production.product?.merge === task.product?.merge,
  ),

  /** The head that was approved, or that production serves, is still the change's newest. */
  headUnmoved: when(({ task: { change, product, production } }) => {
    const approved = (product ?? production?.product)?.head;
    return change !== null && change.open && !change.draft && change.head === approved;
  }),

  /** Everybody whom step 5 asks has approved this very head. */
  headTested: when(({ task: { approvals, change }, facts }) => {
    const given = approvals.filter(
      ({ gate, head, dismissed }) => gate === 'testing' && head === change?.head && dismissed === undefined,
    );
    return missingAmong(given, 'testing', facts.rules).length === 0;
  }),

  /** Where nobody is asked, the probes of the watch have the word. */
  askedOrWatched: when(
    ({ task, facts }) =>
      facts.rules.gates['production-testing'].length > 0 || task.production?.watch === null,
  ),

  /** From step 11 on the release has its number. */
  notReleasing: ({ task }) =>
    holds(task.stage !== 'release', { code: 'not_possible_here', stage: task.stage }),

  saidOnChange: when(({ task, event }) => 'source' in event && event.source.on === task.change?.number),

  windingDown: when(({ task }) => task.cancelled !== null),

  thenPlanning: when(({ task }) => task.rollback?.then === 'planning'),
  thenCancelled: when(({ task }) => task.rollback?.then === 'cancelled'),

  /** The label that a manager sets to start the work. */
  startLabel: ({ event }) =>
    holds(event.type === 'StageLabelSet' && (event.stage === 'sandbox' || event.stage === 'development'), {
      code: 'label_is_not_a_move',
      stage: event.type === 'StageLabelSet' ? event.stage : null,
    }),

  overrideOfThisGate: ({ task, event }) =>
    holds(event.type === 'GateOverridden' && event.gate === task.stage, {
      code: 'override_of_another_gate',
      gate: event.type === 'GateOverridden' ? event.gate : null,
      stage: task.stage,
    }),

  /** Manager and devops, two different people. */
  overrideSeconded: ({ task, event, facts }) => {
    if (event.type !== 'GateOverridden') return { code: 'nothing_new' };
    const seconded = task.overrides.some(
      (first) =>
        first.gate === event.gate &&
        first.by !== event.by &&
        facts.actor?.roles.some((role) => role !== first.role && (role === 'manager' || role === 'devops')),
    );
    return holds(seconded, { code: 'override_needs_second_person' });
  },

  ...guardsOfJudging,
  ...guardsOfProduction,
} satisfies Record<string, Guard>;

export type GuardName = keyof typeof guards;
