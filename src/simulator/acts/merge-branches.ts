import { identity } from '../git/identity.js';
import { commitTree, isAncestor, mergeTrees } from '../git/merge.js';
import { resolveCommit } from '../git/read-commit.js';
import { GitHubError } from '../state/github-error.js';
import type { Doer } from './doer.js';
import { moveRef } from './move-ref.js';

export interface BranchMerge {
  /** The branch that is merged into. */
  base: string;
  /** A branch or commit. */
  head: string;
  message?: string | undefined;
}

/** Merges into a branch; resolves to the merge commit, null when it holds the head already. Throws 404 and 409 as GitHub. */
export async function mergeBranches(
  doer: Doer,
  { base, head, message }: BranchMerge,
): Promise<string | null> {
  const { repository, world, by } = doer;
  const baseSha = await resolveCommit(repository, `refs/heads/${base}`);
  if (baseSha === null) throw new GitHubError(404, 'Base does not exist');
  const headSha = await resolveCommit(repository, head);
  if (headSha === null) throw new GitHubError(404, 'Head does not exist');
  if (await isAncestor(repository, headSha, baseSha)) return null;
  const { tree, conflicts } = await mergeTrees(repository, baseSha, headSha);
  if (conflicts) throw new GitHubError(409, 'Merge conflict');
  const merged = await commitTree(repository, {
    tree,
    parents: [baseSha, headSha],
    message: message ?? `Merge ${head} into ${base}`,
    identity: identity(world, by),
  });
  await moveRef(doer, { ref: `refs/heads/${base}`, to: merged });
  return merged;
}
