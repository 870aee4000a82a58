import type { Change, Product, Sha } from './task.js';

/** Whether both heads have the same tree. A tree that was not read is not known to be the same. */
export function isSameTree(before: Change, now: Change): boolean {
  return now.tree !== undefined && now.tree === before.tree;
}

/**
 * Whether joining `now` with live gives the tree that was judged, without trying the merge. Certain in two cases: the head is
 * the same but for its message, dates or signature (same tree, same parents); or it contains live already and has the judged
 * tree itself (the branch was brought up to date, or rebased). In every other case: no.
 */
export function isSameProduct(before: Change, now: Change, product: Product): boolean {
  if (isSameTree(before, now) && isSameList(before.parents, now.parents)) return true;
  return now.tree === product.tree && contains(now, product.live);
}

/** Every commit of the pull request is an ancestor of its head, so a parent of one is, too. */
function contains({ parents = [], roots = [] }: Change, commit: Sha): boolean {
  return parents.includes(commit) || roots.includes(commit);
}

function isSameList(before: readonly Sha[] | undefined, now: readonly Sha[] | undefined): boolean {
  return before !== undefined && now !== undefined && before.join() === now.join();
}
