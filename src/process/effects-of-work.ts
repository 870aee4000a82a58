import { headAtStake } from './approvals.js';
import { type Effect, on } from './effect.js';
import { broughtUp } from './effects-of-sandbox.js';
import { sandboxName } from './sandbox-name.js';
import type { BackupRef, Task } from './task.js';

/** The backups of a task with those just taken; each is kept once. */
export const withBackups = (task: Task, taken: readonly BackupRef[]): readonly BackupRef[] => [
  ...task.backups,
  ...taken.filter(({ id }) => !task.backups.some((kept) => kept.id === id)),
];

/** What the way through sandbox, tests and rounds changes. */
export const effectsOfWork = {
  /** The head does not reach step 5 again by itself. */
  rejectHead: ({ task }) => {
    const head = headAtStake(task);
    return head === null || task.rejectedHeads.includes(head)
      ? {}
      : { rejectedHeads: [...task.rejectedHeads, head] };
  },

  forgiveHead: ({ task }) => ({
    rejectedHeads: task.rejectedHeads.filter((sha) => sha !== task.change?.head),
  }),

  /** What was approved for another head counts for nothing now. */
  voidApprovals: ({ task }) => ({
    approvals: task.approvals.filter(({ head }) => head === null),
    verdicts: [],
    product: null,
  }),

  nextRound: ({ task }) => ({ round: task.round + 1, approvals: [], verdicts: [], product: null }),

  /** It has a name, by which it can be removed, but it cannot be counted on. */
  loseSandbox: ({ task }) => ({
    sandbox: { name: task.sandbox?.name ?? sandboxName(task), url: null, commit: null },
  }),

  standSandbox: on('SandboxProvisioned', ({ task, event, facts }) => ({
    branch: event.branch,
    sandbox: broughtUp(task, event, facts.now),
  })),

  serveSandbox: on('SandboxDeployed', ({ task, event, facts }) => ({
    sandbox: broughtUp(task, event, facts.now),
    awaiting: null,
  })),

  dropSandbox: on('SandboxRemoved', ({ event }) => ({
    sandbox: null,
    ...(event.receipt && { receipt: event.receipt }),
  })),

  keepRemains: on('SandboxRemoved', ({ event, facts }) => ({
    awaiting: null,
    failure: {
      operation: 'RemoveSandbox',
      why: event.detail ?? '',
      at: facts.now,
      log: null,
    },
  })),

  keepProduct: on('ChangeIntegrated', ({ task, event, facts }) => ({
    product: event.product,
    sandbox: broughtUp(task, { url: event.url, commit: event.product.merge }, facts.now),
  })),

  dropProduct: () => ({ product: null }),

  keepBackups: on('BackupsTaken', ({ task, event }) => ({ backups: withBackups(task, event.backups) })),

  /** What the stage itself waits for is what `/retry` tries again: the watch beside it does not take its place. */
  keepFailure: on('OperationFailed', ({ task, event, facts }) => {
    const { kind: operation, why, log, restored } = event;
    const failure = { operation, why, at: facts.now, log, ...(restored && { restored }) };
    const merging = task.merging && ({ by: 'greenlight', said: null } as const);
    if (task.awaiting?.id === event.operation) return { awaiting: null, failure, merging };
    return { failure: task.failure ?? failure };
  }),

  keepUnhealthySandbox: on('SandboxUnhealthy', ({ event, facts }) => ({
    awaiting: null,
    failure: { operation: 'DeploySandbox', why: event.detail, at: facts.now, log: event.log },
  })),

  forgetFailure: () => ({ failure: null }),
} satisfies Record<string, Effect>;
