import { changeNow } from './change-now.js';
import { type Effect, on } from './effect.js';
import { isContentOfHead } from './is-content-of-head.js';

/** What pull requests as such change: heads of the same content, forks, the end of what was adopted. */
export const effectsOfChanges = {
  /** What was said of the head, and what was made of it, holds for the one that took its place. */
  followHead: ({ task, facts }) => {
    const { change, product, sandbox } = task;
    const now = changeNow(task, facts.seen);
    if (change === null || now === null) return {};
    const isSame = (head: string | null): boolean => head !== null && isContentOfHead(task, head);
    const former = task.followed?.to === change.head ? task.followed.from : [];
    return {
      change: now,
      followed: { to: now.head, from: [...former, change.head], at: facts.now },
      approvals: task.approvals.map((given) => (isSame(given.head) ? { ...given, head: now.head } : given)),
      verdicts: task.verdicts.map((said) => (isSame(said.head) ? { ...said, head: now.head } : said)),
      product: product && { ...product, head: now.head },
      // What is stopped comes up again as it was.
      sandbox:
        sandbox && isSame(sandbox.commit) && !sandbox.stopped ? { ...sandbox, commit: now.head } : sandbox,
    };
  },

  allowFork: on('ForkAllowed', ({ task, event }) => ({
    allowedHeads: [...(task.allowedHeads ?? []).filter((head) => head !== event.head), event.head],
  })),

  /** Closing what is its own task ends it, by whoever did. */
  cancelClosed: on('ChangeSeen', ({ task, event, facts }) => ({
    cancelled: { by: event.doer ?? task.change?.author ?? 'Greenlight', at: facts.now, why: null },
    hold: null,
  })),

  cancelGone: on('IssueGone', ({ event, facts }) => ({
    cancelled: { by: event.doer, at: facts.now, why: null, gone: true },
    hold: null,
  })),

  shutChange: ({ task }) => ({ change: task.change && { ...task.change, open: false } }),
} satisfies Record<string, Effect>;
