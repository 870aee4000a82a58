import { givenAt, headAtStake, judgedHead, missingRoles } from './approvals.js';
import { type Effect, on } from './effect.js';
import { isGate } from './gate.js';
import type { Role } from './role.js';
import { withScenario } from './scenarios.js';
import type { Situation } from './situation.js';
import type { Approval, FormerEstimate, Task } from './task.js';
import { failedScenarios } from './verdicts.js';
import { wordsOf } from './words-of.js';

function approvalsOf(
  { task, event, facts }: Situation,
  roles: readonly Role[],
  override: string | null,
): readonly Approval[] {
  if (!isGate(task.stage) || !('by' in event)) return [];
  const gate = task.stage;
  const note = 'note' in event ? event.note : null;
  const review = 'source' in event ? event.source.review : undefined;
  return roles.map((role) => ({
    gate,
    role,
    by: event.by,
    at: facts.now,
    head: judgedHead(task),
    live: task.product?.live ?? null,
    note,
    override,
    ...(review !== undefined && { review }),
  }));
}

/** The history with the estimate that ends now: the next one is a new revision, also after a no. */
function formerEstimates(
  { estimate, formerEstimates: former }: Task,
  ending: Pick<FormerEstimate, 'ended' | 'endedBy' | 'endedAt'>,
): readonly FormerEstimate[] {
  return estimate === null ? former : [...former, { ...estimate, ...ending }];
}

/** What people's words change. */
export const effectsOfPeople = {
  begin: ({ facts }) => ({ since: facts.now }),

  keepEstimate: on('EstimateGiven', ({ task, event, facts }) => ({
    estimate: {
      revision: task.formerEstimates.length + (task.estimate === null ? 1 : 2),
      duration: event.duration,
      cost: event.cost,
      note: event.note,
      by: event.by,
      at: facts.now,
      agreed: null,
    },
    approvals: [],
    overrides: [],
    formerEstimates: formerEstimates(task, { ended: 'replaced', endedBy: event.by, endedAt: facts.now }),
    objections: [],
  })),

  withdrawEstimate: ({ task, event, facts }) => ({
    estimate: null,
    overrides: [],
    formerEstimates: formerEstimates(task, {
      ended: 'declined',
      endedBy: 'by' in event ? event.by : '',
      endedAt: facts.now,
    }),
  }),

  /** The last yes makes the agreement; where nobody is asked, the manager's word does. */
  agreeEstimate: ({ task, facts }) => {
    const last = task.approvals.findLast(({ gate }) => gate === 'discussion');
    const agreed = { by: last?.by ?? task.estimate?.by ?? '', at: facts.now };
    return { estimate: task.estimate && { ...task.estimate, agreed } };
  },

  /** The person says yes in every role that the gate still waits for and that they have, once in each; that takes back their own no. */
  keepApproval: (situation) => {
    const { task, facts } = situation;
    const { stage } = task;
    if (!isGate(stage)) return {};
    const given = givenAt(task, stage).filter(({ by }) => by === facts.actor?.login);
    const roles = missingRoles(task, stage, facts.rules)
      .filter((role) => facts.actor?.roles.includes(role))
      .filter((role) => !given.some((approval) => approval.role === role));
    return {
      approvals: [...task.approvals, ...approvalsOf(situation, roles, null)],
      objections: task.objections.filter(({ by }) => by !== facts.actor?.login),
    };
  },

  keepFeedback: on('Approved', ({ event }) => (event.note === null ? {} : { feedback: event.note })),

  /** One no undoes what others said yes to at the same gate; what had failed there goes along with it. */
  keepRejection: ({ task, event, facts }) => {
    const failed = failedScenarios(task);
    return {
      rejection: {
        gate: task.stage,
        by: 'by' in event ? event.by : 'Greenlight',
        at: facts.now,
        reason: wordsOf(event),
        round: task.round,
        head: headAtStake(task),
        ...(failed.length > 0 && { failed }),
      },
      approvals: task.approvals.filter(({ gate }) => gate !== task.stage),
      verdicts: task.verdicts.filter(({ gate }) => gate !== task.stage),
    };
  },

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
    const missing = missingRoles(task, event.gate, facts.rules);
    // Where everybody has approved, it is what stands against the gate that is overridden.
    const roles = missing.length > 0 ? missing : facts.rules.gates[event.gate];
    return {
      approvals: [...task.approvals, ...approvalsOf(situation, roles, reason)],
      overrides: task.overrides.filter((half) => half.gate !== event.gate),
    };
  }),

  addScenario: on('ScenarioAdded', ({ task, event }) => {
    const { scenarios, retired } = withScenario(task, event.text, event.by);
    return { scenarios, retired };
  }),

  addFollowup: on('FollowupAdded', ({ task, event }) => ({
    followups: [...task.followups, { text: event.text, by: event.by }],
  })),

  choosePart: on('VersionPartChosen', ({ event }) => ({
    releasePart: { part: event.part, by: event.by },
  })),

  hold: on('HoldPlaced', ({ event, facts }) => ({ hold: { by: event.by, at: facts.now, why: event.why } })),

  /** A hold that stands already becomes this one: what was merged past Greenlight only a manager lets pass. */
  holdForForeignMerge: ({ facts }) => ({
    hold: {
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

  /** What was handed on ended with the task. */
  uncancel: () => ({
    cancelled: null,
    approvals: [],
    verdicts: [],
    delegations: [],
    product: null,
    hold: null,
  }),
} satisfies Record<string, Effect>;
