import { isShipping, missingRoles } from './approvals.js';
import type { Because } from './because.js';
import { isGate } from './gate.js';
import type { Situation } from './situation.js';

/** A question about the situation. `null`: it holds; else why it does not. */
type Guard = (situation: Situation) => Because | null;

const holds = (condition: boolean, because: Because): Because | null => (condition ? null : because);

const head = ({ task, facts }: Situation): string | null =>
  (facts.seen ? facts.seen.change : task.change)?.head ?? null;

/** Every question the stage table asks, by name. */
export const guards = {
  isNew: ({ task }) => holds(task.version === 0, { code: 'already_a_task' }),

  estimateGiven: ({ task }) => holds(task.estimate !== null, { code: 'estimate_missing' }),

  scenariosWritten: ({ task }) => holds(task.scenarios.length > 0, { code: 'scenarios_missing' }),

  /** Every role that the gate of this stage asks has approved. */
  gateSatisfied: ({ task, facts }) => {
    if (!isGate(task.stage)) return { code: 'not_possible_here', stage: task.stage };
    const missing = missingRoles(task, task.stage, facts.rules);
    return holds(missing.length === 0, { code: 'approval_kept', missing });
  },

  sandboxStands: ({ task }) => holds(task.sandbox !== null, { code: 'no_sandbox' }),

  sandboxGone: ({ task }) => holds(task.sandbox === null, { code: 'busy' }),

  /** What the tester sees is what would be approved. */
  sandboxServesHead: ({ task }) =>
    holds(task.awaiting === null && task.sandbox?.commit === task.change?.head, {
      code: 'sandbox_not_ready',
    }),

  productStands: ({ task }) =>
    holds(task.awaiting === null && task.product !== null && task.sandbox?.commit === task.product.merge, {
      code: 'sandbox_not_ready',
    }),

  changeOpen: ({ task }) => holds(task.change?.open === true, { code: 'change_missing' }),

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

  headNotRejected: ({ task }) =>
    holds(!task.rejectedHeads.includes(task.change?.head ?? ''), {
      code: 'change_not_ready',
      why: 'rejected',
      head: task.change?.head ?? null,
    }),

  /** Nobody says yes to their own work, unless the repository's rules say so. */
  notOwnChange: ({ task, facts }) =>
    holds(facts.rules.selfApproval || facts.actor?.login !== task.change?.author, { code: 'own_change' }),

  /** A review judges the commit that it was written on. */
  reviewOfHead: (situation) => {
    const { event } = situation;
    const commit = 'source' in event ? event.source.commit : undefined;
    return holds(commit === undefined || commit === head(situation), {
      code: 'review_of_another_commit',
      commit,
    });
  },

  /** The head moved, and production is not held with the approved one. */
  pushed: ({ task, facts }) =>
    holds(
      !isShipping(task) &&
        task.change !== null &&
        facts.seen?.change != null &&
        facts.seen.change.open &&
        facts.seen.change.head !== task.change.head,
      { code: 'nothing_new' },
    ),

  closed: ({ task, facts }) =>
    holds(
      !isShipping(task) &&
        task.change !== null &&
        facts.seen !== null &&
        !(facts.seen.change?.open ?? false) &&
        !(facts.seen.change?.merged ?? false),
      { code: 'nothing_new' },
    ),

  drafted: ({ task, facts }) =>
    holds(!isShipping(task) && facts.seen?.change?.draft === true && !task.change?.draft, {
      code: 'nothing_new',
    }),

  checksFailed: ({ facts }) => holds(facts.seen?.change?.checks.state === 'failing', { code: 'nothing_new' }),

  /** Merged by someone other than Greenlight, before the process allowed it. */
  mergedOutside: ({ task, facts }) =>
    holds(facts.seen?.change?.merged === true && task.change?.merged !== true, { code: 'nothing_new' }),

  liveStill: ({ task, facts }) =>
    holds(facts.seen === null || facts.seen.live === task.product?.live, { code: 'live_moved' }),

  liveMoved: ({ task, facts }) =>
    holds(facts.seen !== null && task.product !== null && facts.seen.live !== task.product.live, {
      code: 'nothing_new',
    }),

  failed: ({ task }) => holds(task.failure !== null, { code: 'nothing_failed' }),

  idle: ({ task }) => holds(task.awaiting === null, { code: 'busy', operation: task.awaiting?.kind }),

  held: ({ task }) => holds(task.hold !== null, { code: 'not_held' }),

  notHeld: ({ task }) => holds(task.hold === null, { code: 'already_held' }),

  touchedProduction: ({ task }) => holds(task.production?.touched === true, { code: 'nothing_to_roll_back' }),

  windingDown: ({ task }) => holds(task.cancelled !== null, { code: 'nothing_new' }),

  thenDevelopment: ({ task }) => holds(task.rollback?.then === 'development', { code: 'nothing_new' }),
  thenPlanning: ({ task }) => holds(task.rollback?.then === 'planning', { code: 'nothing_new' }),
  thenCancelled: ({ task }) => holds(task.rollback?.then === 'cancelled', { code: 'nothing_new' }),

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
} satisfies Record<string, Guard>;

export type GuardName = keyof typeof guards;
