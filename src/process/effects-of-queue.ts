import { type Effect, on } from './effect.js';

/** What the queue for production, and going back after a release, change. */
export const effectsOfQueue = {
  raisePriority: on('PriorityRaised', ({ event, facts }) => ({ priority: { by: event.by, at: facts.now } })),

  /** A release is undone: the task takes production once more, first of all, to put it back. */
  planReturn: on('RollbackRequested', ({ task, event, facts }) => {
    const to = facts.production?.releases?.point;
    if (to == null) return {};
    const head = task.product?.head ?? null;
    const why = event.reason ?? '';
    const { by } = event;
    return {
      rollback: { why, by, then: 'development', holds: true, to },
      rejection: { gate: task.stage, by, at: facts.now, reason: why, round: task.round, head },
      rejectedHeads:
        head === null || task.rejectedHeads.includes(head)
          ? task.rejectedHeads
          : [...task.rejectedHeads, head],
    };
  }),

  /** Production is the task's again, with what it had released. */
  takeProductionBack: ({ task, facts }) => ({
    production: {
      since: facts.now,
      touched: true,
      product: task.product,
      url: null,
      backup: task.rollback?.to?.backup ?? null,
      watch: null,
    },
  }),
} satisfies Record<string, Effect>;
