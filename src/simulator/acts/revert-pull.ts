import { identity } from '../git/identity.js';
import { commitTree } from '../git/merge.js';
import { resolveCommit } from '../git/read-commit.js';
import { revertTree } from '../git/revert-tree.js';
import { found } from '../state/find.js';
import { GitHubError } from '../state/github-error.js';
import type { PullRequest } from '../state/records.js';
import type { Doer } from './doer.js';
import { moveRef } from './move-ref.js';
import { openPull } from './pulls.js';

/** Opens the pull request that takes a merged one out of its base again, from a branch `revert-…`. */
export async function revertPull(
  doer: Doer,
  issue: PullRequest,
  { title, body, draft = false }: { title?: string; body?: string; draft?: boolean },
): Promise<PullRequest> {
  const { repository, world, by } = doer;
  const { merged, baseRef, headRef } = issue.pull;
  if (merged === null) throw new GitHubError(422, 'Pull request is not merged');
  const on = found(await resolveCommit(repository, `refs/heads/${baseRef}`));
  const before = merged.before ?? `${merged.sha}^1`;
  const tree = await revertTree(repository, { on, before, after: merged.sha });
  if (tree === null)
    throw new GitHubError(422, 'Sorry, this pull request couldn’t be reverted automatically.');
  const words = title ?? `Revert "${issue.title}"`;
  const commit = { tree, parents: [on], message: words, identity: identity(world, by) };
  const head = `revert-${issue.number}-${headRef}`;
  await moveRef(doer, { ref: `refs/heads/${head}`, to: await commitTree(repository, commit) });
  const text = body ?? `Reverts ${repository.owner.login}/${repository.name}#${issue.number}`;
  return openPull(doer, { head, base: baseRef, title: words, body: text, draft });
}
