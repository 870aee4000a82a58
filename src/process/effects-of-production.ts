import { type Effect, on } from './effect.js';
import { withBackups } from './effects-of-work.js';
import type { Situation } from './situation.js';
import type { ProductionHold, RollbackPlan, Task } from './task.js';
import { failedScenarios } from './verdicts.js';
import { wordsOf } from './words-of.js';

/** What is being rolled back is probed no more, and its head does not come again by itself. */
function planned({ task, event, facts }: Situation, then: RollbackPlan['then']): Partial<Task> {
  const by = 'by' in event ? event.by : null;
  const why = wordsOf(event);
  const head = task.production?.product?.head ?? null;
  const rejected = head === null || task.rejectedHeads.includes(head) ? [] : [head];
  const failed = failedScenarios(task);
  return {
    rollback: { why, by, then, holds: true },
    rejection: {
      gate: task.stage,
      by: by ?? 'Greenlight',
      at: facts.now,
      reason: why,
      round: task.round,
      head,
      ...(failed.length > 0 && { failed }),
    },
    rejectedHeads: [...task.rejectedHeads, ...rejected],
    production: unwatched(task),
  };
}

const unwatched = ({ production }: Task): ProductionHold | null =>
  production && { ...production, watch: null };

/** What happens to production changes. */
export const effectsOfProduction = {
  holdProduction: ({ task, facts }) => ({
    ...(task.restored && { restored: null }),
    production: {
      since: facts.now,
      touched: false,
      product: task.product,
      url: null,
      backup: null,
      watch: null,
    },
  }),

  /** A rollback goes back to before the task first touched production: the first backup is the one to restore. */
  touchProduction: on('ProductionTouched', ({ task, event }) => ({
    production: task.production && {
      ...task.production,
      touched: true,
      product: task.product,
      backup: task.production.backup ?? event.backup,
      watch: null,
    },
    backups: withBackups(task, [event.backup]),
  })),

  serveProduction: on('ProductionDeployed', ({ task, event }) => ({
    production: task.production && { ...task.production, url: event.url },
  })),

  endWatch: ({ task }) => ({ production: unwatched(task) }),

  /** Production is not well while the release is made: people have the word, and what failed before stays to be retried. */
  keepAlarm: on('ProductionUnhealthy', ({ task, event, facts }) => ({
    production: unwatched(task),
    failure: {
      operation: task.failure?.operation ?? 'WatchProduction',
      why: event.detail,
      at: facts.now,
      log: event.log,
    },
  })),

  planRollback: (situation) => planned(situation, 'development'),

  planRollbackForRework: (situation) => planned(situation, 'planning'),

  planRollbackForCancel: ({ task }) => ({
    rollback: { why: task.cancelled?.why ?? '', by: task.cancelled?.by ?? null, then: 'cancelled' },
    production: unwatched(task),
  }),

  cancelAfterRollback: ({ task }) => ({ rollback: task.rollback && { ...task.rollback, then: 'cancelled' } }),

  /** What is back, each told apart; unknown where nothing had to be restored. */
  keepRestored: on('ProductionRestored', ({ event }) => ({ restored: event.restored ?? null })),

  finishRollback: ({ task }) => ({
    rollback: null,
    production: null,
    product: null,
    rollbacks: task.rollbacks + 1,
  }),

  /** Merged by us or before: whichever is heard first, the release or the merge, the task ends the same. */
  keepRelease: on('Released', ({ task, event }) => ({
    release: { tag: event.tag, sha: event.sha, url: event.url, before: task.production?.backup ?? null },
    change: task.change && {
      ...task.change,
      head: task.product?.head ?? task.change.head,
      open: false,
      merged: true,
    },
    merge: null,
    production: null,
    hold: null,
  })),
} satisfies Record<string, Effect>;
