import { identity } from '../git/identity.js';
import { commitTree, mergeTrees } from '../git/merge.js';
import { rebaseCommits } from '../git/rebase-commits.js';
import { readCommits, resolveCommit } from '../git/read-commit.js';
import { runGit } from '../git/run-git.js';
import { GitHubError } from '../state/github-error.js';
import { missingChecks, sayMissingChecks } from '../state/missing-checks.js';
import type { PullRequest } from '../state/records.js';
import { roleOf } from '../state/role.js';
import { completeMerge } from './complete-merge.js';
import type { Doer } from './doer.js';
import { refMoved } from './refs-moved.js';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export interface MergeOptions {
  method?: MergeMethod;
  /** The head that was judged: 409 when the branch has moved since. */
  sha?: string;
  title?: string;
  message?: string;
}

/** Merges a pull request and resolves to the new commit on its base; throws 405 or 409 with GitHub's reason. */
export async function mergePull(doer: Doer, issue: PullRequest, options: MergeOptions): Promise<string> {
  const { repository } = doer;
  const { pull } = issue;
  if (options.sha !== undefined && options.sha !== pull.headSha) {
    throw new GitHubError(409, 'Head branch was modified. Review and try the merge again.');
  }
  requireOpen(issue);
  const base = await resolveCommit(repository, `refs/heads/${pull.baseRef}`);
  if (base === null) throw new GitHubError(405, 'Pull Request is not mergeable');
  const { tree, conflicts } = await mergeTrees(repository, base, pull.headSha);
  if (conflicts) throw new GitHubError(405, 'Pull Request is not mergeable');
  const missing = missingChecks(repository, pull.baseRef, pull.headSha);
  if (missing.length > 0) throw new GitHubError(405, sayMissingChecks(missing));
  if (isQueued(doer, issue)) throw new GitHubError(405, 'Changes must be made through the merge queue');
  const sha = await makeMerge(doer, issue, { ...options, base, tree });
  const ref = `refs/heads/${pull.baseRef}`;
  await runGit(repository.gitDirectory, ['update-ref', ref, sha]);
  completeMerge(doer, issue, { sha, before: base });
  await refMoved(doer, { ref, before: base, after: sha });
  return sha;
}

/** Where the base has a merge queue, only admins merge past it. */
function isQueued({ repository, by }: Doer, { pull }: PullRequest): boolean {
  return repository.protections.get(pull.baseRef)?.mergeQueue != null && roleOf(by, repository) !== 'admin';
}

export function requireOpen({ state, pull }: PullRequest): void {
  if (state === 'closed') throw new GitHubError(405, 'Pull Request is not mergeable');
  if (pull.draft) throw new GitHubError(405, 'Pull Request is still a draft');
}

/** The commit that merges a pull request into `base`, by whichever method; nothing is moved. */
export async function makeMerge(
  doer: Doer,
  issue: PullRequest,
  { method = 'merge', base, tree, ...words }: MergeOptions & { base: string; tree: string },
): Promise<string> {
  const { repository, world, by } = doer;
  const { headSha } = issue.pull;
  const committer = committedByGitHub(identity(world, by));
  if (method === 'rebase') return rebaseCommits(repository, { base, head: headSha, identity: committer });
  const parents = method === 'merge' ? [base, headSha] : [base];
  const message = await messageOf(doer, issue, { ...words, method });
  return commitTree(repository, { tree, parents, message, identity: committer });
}

async function messageOf(
  { repository }: Doer,
  issue: PullRequest,
  { method, title, message }: MergeOptions,
): Promise<string> {
  const { pull, number } = issue;
  if (method === 'squash') {
    const commits = await readCommits(repository, ['--reverse', `${pull.baseSha}..${pull.headSha}`]);
    const list = commits.map((commit) => `* ${commit.message}`).join('\n\n');
    return joined(title ?? `${issue.title} (#${number})`, message ?? list);
  }
  const from = `${(pull.fork ?? repository).owner.login}/${pull.headRef}`;
  return joined(title ?? `Merge pull request #${number} from ${from}`, message ?? issue.title);
}

function joined(title: string, message: string): string {
  return message === '' ? title : `${title}\n\n${message}`;
}

/** Commits made on GitHub are the person's, committed by GitHub. */
function committedByGitHub(made: Record<string, string>): Record<string, string> {
  return { ...made, GIT_COMMITTER_NAME: 'GitHub', GIT_COMMITTER_EMAIL: 'noreply@github.com' };
}
