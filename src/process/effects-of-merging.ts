import { type Effect, on } from './effect.js';

/** What a merge changes that comes before the deployment, or that the merge queue makes. */
export const effectsOfMerging = {
  allowMerge: () => ({ merging: { by: 'greenlight', said: null } }),

  awaitMerge: on('MergeAwaited', ({ event }) => ({
    merging: { by: event.by, said: event.said },
    awaiting: null,
  })),

  /** From now on the product is the commit that the default branch holds: the same tree. */
  keepMerge: on('ChangeMerged', ({ task, event }) => ({
    merging: null,
    merge: event.sha,
    product: task.product?.tree === event.tree ? { ...task.product, merge: event.sha } : task.product,
    change: task.change && { ...task.change, open: false, merged: true },
  })),

  forgetMerge: () => ({ merge: null }),
} satisfies Record<string, Effect>;
