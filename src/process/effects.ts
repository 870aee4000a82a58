import { judgedHead, missingRoles } from './approvals.js';
import type { Event, EventOf, EventType } from './event.js';
import { isGate } from './gate.js';
import type { Role } from './role.js';
import type { Situation } from './situation.js';
import type { Approval, Rejection, Task } from './task.js';

/** What changes in the task, next to its stage. */
type Effect = (situation: Situation) => Partial<Task>;

/** An effect that belongs to one type of event; the stage table names it only there. */
function on<T extends EventType>(
  type: T,
  effect: (situation: Situation<EventOf<T>>) => Partial<Task>,
): Effect {
  return ({ task, event, facts }) => (isOf(event, type) ? effect({ task, event, facts }) : {});
}

function isOf<T extends EventType>(event: Event, type: T): event is EventOf<T> {
  return event.type === type;
}

function rejection({ task, event, facts }: Situation, reason: string): Rejection {
  const by = 'by' in event ? event.by : 'Greenlight';
  return { gate: task.stage, by, at: facts.now, reason, round: task.round, head: task.change?.head ?? null };
}

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

const rejectHead = (task: Task): Partial<Task> =>
  task.change === null || task.rejectedHeads.includes(task.change.head)
    ? {}
    : { rejectedHeads: [...task.rejectedHeads, task.change.head] };

/** Every change that the stage table names, by name. */
export const effects = {
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
  })),

  withdrawEstimate: (situation) => ({
    estimate: null,
    approvals: [],
    rejection: rejection(situation, reasonOf(situation)),
  }),

  /** The person says yes in every role that the gate still waits for and that they have. */
  keepApproval: (situation) => {
    const { task, event, facts } = situation;
    if (!isGate(task.stage)) return {};
    const missing = missingRoles(task, task.stage, facts.rules);
    const given = approvalsOf(
      situation,
      missing.filter((role) => facts.actor?.roles.includes(role)),
      null,
    );
    const agreed = task.stage === 'discussion' && task.estimate !== null && 'by' in event;
    return {
      approvals: [...task.approvals, ...given],
      ...(agreed && { estimate: { ...task.estimate, agreed: { by: event.by, at: facts.now } } }),
    };
  },

  keepFeedback: on('Approved', ({ event }) => (event.note === null ? {} : { feedback: event.note })),

  keepRejection: (situation) => ({
    rejection: rejection(situation, reasonOf(situation)),
    ...rejectHead(situation.task),
  }),

  /** The report of an operation stands where a person's words would. */
  keepReport: (situation) => ({
    rejection: rejection(situation, reportOf(situation)),
    ...rejectHead(situation.task),
  }),

  beginOverride: on('GateOverridden', ({ task, event, facts }) => {
    const role = facts.actor?.roles.find((held) => held === 'manager' || held === 'devops');
    if (role === undefined) return {};
    const others = task.overrides.filter((first) => first.gate !== event.gate || first.by !== event.by);
    return { overrides: [...others, { gate: event.gate, by: event.by, role, reason: event.reason }] };
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

  forgiveHead: ({ task }) => ({
    rejectedHeads: task.rejectedHeads.filter((sha) => sha !== task.change?.head),
  }),

  hold: on('HoldPlaced', ({ event, facts }) => ({ hold: { by: event.by, at: facts.now, why: event.why } })),

  holdForForeignMerge: ({ task, facts }) => ({
    hold: task.hold ?? {
      by: 'Greenlight',
      at: facts.now,
      why: 'the change was merged before it was approved',
    },
  }),

  unhold: () => ({ hold: null }),

  cancel: on('TaskCancelled', ({ event, facts }) => ({
    cancelled: { by: event.by, at: facts.now, why: event.why },
  })),

  uncancel: () => ({ cancelled: null, approvals: [], product: null, awaiting: null, failure: null }),

  standSandbox: on('SandboxProvisioned', ({ task, event }) => ({
    branch: event.branch,
    sandbox: { name: task.sandbox?.name ?? sandboxName(task), url: event.url, commit: event.commit },
  })),

  serveSandbox: on('SandboxDeployed', ({ task, event }) => ({
    sandbox: { name: task.sandbox?.name ?? sandboxName(task), url: event.url, commit: event.commit },
    awaiting: null,
  })),

  keepProduct: on('ChangeIntegrated', ({ task, event }) => ({
    product: event.product,
    sandbox: { name: task.sandbox?.name ?? sandboxName(task), url: event.url, commit: event.product.merge },
  })),

  keepBackups: on('BackupsTaken', ({ task, event }) => ({
    backups: [...task.backups, ...event.backups],
  })),

  holdProduction: ({ task, facts }) => ({
    production: task.production ?? {
      since: facts.now,
      touched: false,
      product: task.product,
      url: null,
      backup: null,
      watch: null,
    },
  }),

  touchProduction: on('ProductionTouched', ({ task, event }) => ({
    production: task.production && {
      ...task.production,
      touched: true,
      product: task.product,
      backup: event.backup,
    },
    backups: [...task.backups, event.backup],
  })),

  serveProduction: on('ProductionDeployed', ({ task, event }) => ({
    production: task.production && { ...task.production, url: event.url },
  })),

  planRollback: (situation) => ({
    rollback: {
      why: reasonOf(situation) || reportOf(situation),
      by: 'by' in situation.event ? situation.event.by : null,
      then: 'development',
    },
    ...rejectHead(situation.task),
    rejection: rejection(situation, reasonOf(situation) || reportOf(situation)),
  }),

  planRollbackForRework: (situation) => ({
    rollback: {
      why: reasonOf(situation),
      by: 'by' in situation.event ? situation.event.by : null,
      then: 'planning',
    },
    ...rejectHead(situation.task),
    rejection: rejection(situation, reasonOf(situation)),
  }),

  planRollbackForCancel: (situation) => ({
    rollback: {
      why: reasonOf(situation),
      by: 'by' in situation.event ? situation.event.by : null,
      then: 'cancelled',
    },
  }),

  finishRollback: ({ task }) => ({
    rollback: null,
    production: null,
    product: null,
    rollbacks: task.rollbacks + 1,
  }),

  nextRound: ({ task }) => ({ round: task.round + 1, approvals: [], product: null, overrides: [] }),

  /** What was approved for another head counts for nothing now. */
  voidApprovals: ({ task }) => ({
    approvals: task.approvals.filter(({ head }) => head === null),
    product: null,
  }),

  dropProduct: () => ({ product: null }),

  dropSandbox: () => ({ sandbox: null, awaiting: null }),

  keepRelease: on('Released', ({ event }) => ({
    release: { tag: event.tag, sha: event.sha, url: event.url },
    production: null,
    awaiting: null,
  })),

  keepFailure: on('OperationFailed', ({ task, event, facts }) => ({
    ...(task.awaiting?.id === event.operation && { awaiting: null }),
    failure: { operation: event.kind, why: event.why, at: facts.now, log: event.log },
  })),

  forgetFailure: () => ({ failure: null }),

  endWatch: ({ task }) => ({ production: task.production && { ...task.production, watch: null } }),
} satisfies Record<string, Effect>;

export type EffectName = keyof typeof effects;

/** The sandbox's name: from repository id and issue number only, safe in DNS. */
export function sandboxName(task: Pick<Task, 'repository' | 'number'>): string {
  return `sandbox-${task.repository.id}-${task.number}`;
}

function reasonOf({ event }: Situation): string {
  if (event.type === 'Rejected') return event.reason;
  if (event.type === 'RollbackRequested') return event.reason ?? '';
  if (event.type === 'TaskCancelled') return event.why ?? '';
  return '';
}

function reportOf({ event }: Situation): string {
  return 'detail' in event ? event.detail : '';
}
