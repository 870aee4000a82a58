import { headAtStake, judgedHead, missingRoles } from './approvals.js';
import { type Effect, on } from './effect.js';
import { isGate } from './gate.js';
import type { Role } from './role.js';
import type { Situation } from './situation.js';
import type { Approval } from './task.js';
import { wordsOf } from './words-of.js';

function approvalsOf(
  { task, event, facts }: Situation,
  roles: readonly Role[],
  override: string | null,
): readonly Approval[] {
  if (!isGate(task.stage) || !('by' in event)) return [];
  const gate = task.stage;
  const note = 'note' in event ? event.note : null;
  return roles.map((role) => ({
    gate,
    role,
    by: event.by,
    at: facts.now,
    head: judgedHead(task),
    live: task.product?.live ?? null,
    note,
    override,
  }));
}

/** What people's words change. */
export const effectsOfPeople = {
  begin: ({ facts }) => ({ since: facts.now }),

  keepEstimate: on('EstimateGiven', ({ task, event, facts }) => ({
    estimate: {
      revision: (task.estimate?.revision ?? 0) + 1,
      duration: event.duration,
      cost: event.cost,
      note: event.note,
      by: event.by,
      at: facts.now,
      agreed: null,
    },
    approvals: [],
    overrides: [],
  })),

  withdrawEstimate: () => ({ estimate: null, overrides: [] }),

  /** The last yes makes the agreement; where nobody is asked, the manager's word does. */
  agreeEstimate: ({ task, facts }) => {
    const last = task.approvals.findLast(({ gate }) => gate === 'discussion');
    const agreed = { by: last?.by ?? task.estimate?.by ?? '', at: facts.now };
    return { estimate: task.estimate && { ...task.estimate, agreed } };
  },

  /** The person says yes in every role that the gate still waits for and that they have. */
  keepApproval: (situation) => {
    const { task, facts } = situation;
    if (!isGate(task.stage)) return {};
    const missing = missingRoles(task, task.stage, facts.rules);
    const roles = missing.filter((role) => facts.actor?.roles.includes(role));
    return { approvals: [...task.approvals, ...approvalsOf(situation, roles, null)] };
  },

  keepFeedback: on('Approved', ({ event }) => (event.note === null ? {} : { feedback: event.note })),

  /** One no undoes what others said yes to at the same gate. */
  keepRejection: ({ task, event, facts }) => ({
    rejection: {
      gate: task.stage,
      by: 'by' in event ? event.by : 'Greenlight',
      at: facts.now,
      reason: wordsOf(event),
      round: task.round,
      head: headAtStake(task),
    },
    approvals: task.approvals.filter(({ gate }) => gate !== task.stage),
  }),

  beginOverride: on('GateOverridden', ({ task, event, facts }) => {
    const { gate, by, reason } = event;
    const held = (facts.actor?.roles ?? []).filter((role) => role === 'manager' || role === 'devops');
    const others = task.overrides.filter((half) => half.gate !== gate || half.by !== by);
    return { overrides: [...others, ...held.map((role) => ({ gate, by, role, reason }))] };
  }),

  completeOverride: on('GateOverridden', (situation) => {
    const { task, event, facts } = situation;
    const first = task.overrides.find((half) => half.gate === event.gate && half.by !== event.by);
    const reason = `${first?.by ?? ''}: ${first?.reason ?? ''} / ${event.by}: ${event.reason}`;
    return {
      approvals: [
        ...task.approvals,
        ...approvalsOf(situation, missingRoles(task, event.gate, facts.rules), reason),
      ],
      overrides: task.overrides.filter((half) => half.gate !== event.gate),
    };
  }),

  addScenario: on('ScenarioAdded', ({ task, event }) =>
    task.scenarios.some(({ text }) => text === event.text)
      ? {}
      : { scenarios: [...task.scenarios, { text: event.text, by: event.by }] },
  ),

  addFollowup: on('FollowupAdded', ({ task, event }) => ({
    followups: [...task.followups, { text: event.text, by: event.by }],
  })),

  hold: on('HoldPlaced', ({ event, facts }) => ({ hold: { by: event.by, at: facts.now, why: event.why } })),

  holdForForeignMerge: ({ task, facts }) => ({
    hold: task.hold ?? {
      by: 'Greenlight',
      at: facts.now,
      why: 'the change was merged before it was approved',
      cause: 'merged_outside',
    },
  }),

  unhold: () => ({ hold: null }),

  /** A hold keeps a task from going on, not from ending. */
  cancel: on('TaskCancelled', ({ event, facts }) => ({
    cancelled: { by: event.by, at: facts.now, why: event.why },
    hold: null,
  })),

  withdrawCancel: () => ({ cancelled: null }),

  uncancel: () => ({ cancelled: null, approvals: [], product: null, hold: null }),
} satisfies Record<string, Effect>;
