import { freezeAt } from './freeze.js';
import type { Guard } from './guard.js';

/** Questions about the repository's production: what holds it, and what never comes to it again. */
export const guardsOfProduction = {
  /** This very task is stopped, whatever becomes of production. */
  onHold: ({ task }) => (task.hold === null ? { code: 'nothing_new' } : null),

  /** The task is on hold, or production is because of it or before it, and the person may lift that. */
  liftable: ({ task, facts }) => {
    if (task.hold !== null) return null;
    const held = facts.production?.held ?? null;
    const waits = task.stage === 'deployment' && task.production === null;
    if (held === null || (held.task !== task.key && !waits)) return { code: 'not_held' };
    return facts.actor?.roles.includes('devops') ? null : { code: 'role_missing', needed: ['devops'] };
  },

  frozen: ({ task, facts }) =>
    freezeAt(facts.rules.freeze ?? [], facts.now, task.exempt) === null ? { code: 'nothing_new' } : null,

  /** What was rolled back once is not tried again. */
  headNotBanned: ({ task, facts }) => {
    const head = task.change?.head ?? null;
    const banned = head !== null && (facts.production?.banned ?? []).includes(head);
    return banned ? { code: 'commit_banned', head } : null;
  },

  productBanned: ({ task, facts }) => {
    const head = task.product?.head ?? null;
    const banned = head !== null && (facts.production?.banned ?? []).includes(head);
    return banned ? null : { code: 'nothing_new' };
  },

  waitsForProduction: ({ task }) =>
    task.stage === 'deployment' && task.production === null ? null : { code: 'not_waiting_for_production' },

  notNext: ({ facts }) => (facts.production?.ahead === 0 ? { code: 'next_already' } : null),

  /** While the task has production there is one state to go back to. */
  noVersion: ({ event }) =>
    event.type === 'RollbackRequested' && event.version !== undefined
      ? { code: 'version_after_release', version: event.version }
      : null,

  newestRelease: ({ task, facts }) => {
    const newest = facts.production?.releases?.newest ?? null;
    return newest?.number === task.number
      ? null
      : { code: 'not_newest_release', change: newest?.number ?? null, version: newest?.tag ?? null };
  },

  versionKept: ({ event, facts }) =>
    facts.production?.releases?.point != null
      ? null
      : {
          code: 'version_not_kept',
          version: event.type === 'RollbackRequested' ? (event.version ?? null) : null,
          kept: facts.production?.releases?.kept ?? [],
        },
} satisfies Record<string, Guard>;
