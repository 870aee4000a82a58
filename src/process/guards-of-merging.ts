import { changeNow } from './change-now.js';
import { type Guard, holds, when } from './guard.js';
import type { Task } from './task.js';

/** The merge is somebody else's to make, and nothing of ours is under way. */
const waits = ({ merging, awaiting, failure }: Task): boolean =>
  merging !== null && merging.by !== 'greenlight' && awaiting === null && failure === null;

/** Questions about the merge, in repositories that merge first, and wherever a merge queue merges. */
export const guardsOfMerging = {
  mergesFirst: when(({ facts }) => facts.rules.strategy === 'merge-then-deploy'),

  /** The change was merged before it went live, and has not been reverted. */
  merged: when(({ task }) => task.merge !== null),

  mergeWaits: when(({ task }) => waits(task)),

  /** What was waited for has come: the approved head is merged, or the merge queue has let go of it. */
  mergeSettled: when(({ task, facts }) => {
    if (!waits(task) || facts.seen === null) return false;
    const now = changeNow(task, facts.seen);
    const isApproved = now?.head === task.product?.head;
    if (now?.merged === true) return isApproved;
    return isApproved && now?.open === true && task.merging?.by === 'queue' && facts.seen.queued !== true;
  }),

  /** Merged at the approved head while Greenlight is about to do so: its operation sees for itself. */
  mergedAsAllowed: when(({ task, facts }) => {
    const now = changeNow(task, facts.seen);
    return task.merging !== null && now?.merged === true && now.head === task.product?.head;
  }),

  notWindingDown: when(({ task }) => task.cancelled === null),

  anotherTree: when(({ task, event }) => event.type === 'ChangeMerged' && event.tree !== task.product?.tree),

  mergeIsForPeople: when(({ event }) => event.type === 'MergeAwaited' && event.by === 'people'),

  /** Something failed, or the merge is left to others: Greenlight may try again. */
  failedOrWaiting: ({ task }) => holds(task.failure !== null || waits(task), { code: 'nothing_failed' }),

  /** Production was changed by this task, or the change is merged and nothing is being deployed. */
  somethingToRollBack: ({ task: { production, merge, awaiting } }) =>
    holds(production?.touched === true || (merge !== null && awaiting?.kind !== 'DeployProduction'), {
      code: 'nothing_to_roll_back',
    }),
} satisfies Record<string, Guard>;
