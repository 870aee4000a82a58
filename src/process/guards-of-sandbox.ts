import { type Guard, holds, when } from './guard.js';
import type { OperationKind } from './operation-kind.js';
import { isDue } from './timers.js';
import { whatIsLeft } from './what-is-left.js';

/** What stopping and starting themselves may have broken: asking again is the way to mend it. */
const ownFailures: readonly OperationKind[] = ['StopSandbox', 'StartSandbox'];

/** Questions about the life of the sandbox. */
export const guardsOfSandbox = {
  /** A stopped sandbox serves nothing that anybody could judge. */
  sandboxRuns: ({ task }) => holds(task.sandbox?.stopped === undefined, { code: 'sandbox_is_stopped' }),

  sandboxStopped: ({ task }) => holds(task.sandbox?.stopped !== undefined, { code: 'sandbox_runs' }),

  sandboxCanStop: ({ facts }) => holds(facts.rules.sandbox.canStop, { code: 'sandbox_cannot_stop' }),

  sandboxHasEnd: ({ facts: { rules } }) =>
    holds(rules.sandbox.ttlMs !== null || rules.sandbox.idleMs !== null, { code: 'sandbox_has_no_end' }),

  /** What failed before is tried again first: nothing may be forgotten over a stop. */
  nothingElseFailed: ({ task: { failure } }) =>
    failure === null || ownFailures.includes(failure.operation)
      ? null
      : { code: 'operation_failed', operation: failure.operation, why: failure.why },

  /** What a hold keeps back is not displaced by a stop. */
  nothingDeferred: ({ task: { deferred, hold } }) =>
    deferred === null ? null : { code: 'on_hold', by: hold?.by, why: hold?.why },

  /** Whoever removed it looked, and found nothing of it; the first versions did not look. */
  nothingLeft: when(({ event }) => event.type === 'SandboxRemoved' && whatIsLeft(event.receipt).length === 0),

  warningDue: when(({ task, facts }) => isDue('sandbox-warning', task, facts)),

  sandboxTimeUp: when(({ task, facts }) => isDue('sandbox-end', task, facts)),
} satisfies Record<string, Guard>;
