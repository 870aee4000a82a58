import type { Because } from './because.js';
import type { Guard } from './guard.js';
import { sandboxEnd, sandboxWake, sandboxWarning } from './sandbox-life.js';
import type { Situation } from './situation.js';
import type { OperationKind } from './operation-kind.js';

/** What stopping and starting themselves may have broken: asking again is the way to mend it. */
const ownFailures: readonly OperationKind[] = ['StopSandbox', 'StartSandbox'];

const nothingNew: Because = { code: 'nothing_new' };

/** Whether the clock has come to an instant that may never come. */
const isReached = (at: number | null | undefined, { facts }: Situation): boolean =>
  at != null && facts.now >= at;

/** Questions about the life of the sandbox. */
export const guardsOfSandbox = {
  /** A stopped sandbox serves nothing that anybody could judge. */
  sandboxRuns: ({ task }) => (task.sandbox?.stopped ? { code: 'sandbox_is_stopped' } : null),

  sandboxStopped: ({ task }) => (task.sandbox?.stopped ? null : { code: 'sandbox_runs' }),

  sandboxCanStop: ({ facts }) => (facts.rules.sandbox.canStop ? null : { code: 'sandbox_cannot_stop' }),

  sandboxHasEnd: ({ facts: { rules } }) =>
    rules.sandbox.ttlMs === null && rules.sandbox.idleMs === null ? { code: 'sandbox_has_no_end' } : null,

  /** What failed before is tried again first: nothing may be forgotten over a stop. */
  nothingElseFailed: ({ task: { failure } }) =>
    failure === null || ownFailures.includes(failure.operation)
      ? null
      : { code: 'operation_failed', operation: failure.operation, why: failure.why },

  /** What a hold keeps back is not displaced by a stop. */
  nothingDeferred: ({ task: { deferred, hold } }) =>
    deferred === null ? null : { code: 'on_hold', by: hold?.by, why: hold?.why },

  warningDue: (situation) => {
    const { task, facts } = situation;
    if (sandboxWake(task, facts.rules.sandbox) === null) return nothingNew;
    return isReached(sandboxWarning(task, facts.rules.sandbox), situation) ? null : nothingNew;
  },

  sandboxTimeUp: (situation) => {
    const { task, facts } = situation;
    const { sandbox } = facts.rules;
    if (sandboxWake(task, sandbox) === null || sandboxWarning(task, sandbox) !== null) return nothingNew;
    return isReached(sandboxEnd(task, sandbox)?.at, situation) ? null : nothingNew;
  },
} satisfies Record<string, Guard>;
