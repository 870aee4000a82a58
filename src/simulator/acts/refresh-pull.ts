import { changeSize } from '../git/change-size.js';
import { identity } from '../git/identity.js';
import { commitTree, mergeTrees } from '../git/merge.js';
import { resolveCommit } from '../git/read-commit.js';
import { runGit, tryGit } from '../git/run-git.js';
import { inBackground } from '../state/in-background.js';
import { inTurn } from '../state/in-turn.js';
import type { PullRequest } from '../state/records.js';
import type { Doer } from './doer.js';

/** Brings an open pull request up to date with its branches; whether it can be merged is found out a moment later. */
export async function refreshPull(doer: Doer, issue: PullRequest): Promise<void> {
  const { repository, world } = doer;
  const { pull, number } = issue;
  pull.size = await changeSize(repository, pull.baseSha, pull.headSha);
  pull.mergeable = null;
  await runGit(repository.gitDirectory, ['update-ref', `refs/pull/${number}/head`, pull.headSha]);
  inBackground(world, () => inTurn(repository, () => computeMergeable(doer, issue)));
}

/** Notes where the base is now. GitHub does so when the head moves, not when the base does: `base.sha` is often old. */
export async function adoptBase({ repository }: Doer, { pull }: PullRequest): Promise<void> {
  pull.baseSha = (await resolveCommit(repository, `refs/heads/${pull.baseRef}`)) ?? pull.baseSha;
}

/** Tries the merge, as refs/pull/N/merge. */
async function computeMergeable({ repository, world }: Doer, issue: PullRequest): Promise<void> {
  const { pull, number } = issue;
  if (issue.state === 'closed') return;
  const { headSha } = pull;
  const base = await resolveCommit(repository, `refs/heads/${pull.baseRef}`);
  if (base === null) return;
  const { tree, conflicts } = await mergeTrees(repository, base, headSha);
  pull.mergeable = conflicts === null;
  const ref = `refs/pull/${number}/merge`;
  if (conflicts !== null) {
    pull.testMergeSha = null;
    await tryGit(repository.gitDirectory, ['update-ref', '-d', ref]);
    return;
  }
  const merged = await commitTree(repository, {
    tree,
    parents: [base, headSha],
    message: `Merge ${headSha} into ${base}`,
    identity: identity(world, issue.author),
  });
  pull.testMergeSha = merged;
  await runGit(repository.gitDirectory, ['update-ref', ref, merged]);
}
