import { readCommits } from '../git/read-commit.js';
import { renderTimeOrNull } from '../render/render-time.js';
import { issuesClosedBy } from '../state/closing-references.js';
import type { PullRequest } from '../state/records.js';
import { accountNode } from './account-node.js';
import { branchNode } from './branch-node.js';
import { commitNode } from './commit-node.js';
import { connection, type PageArguments } from './connection.js';
import { commonFields, issueNode } from './issue-node.js';
import { requireAccess } from './require-access.js';
import type { Scope } from './scope.js';

export function pullNode(scope: Scope, issue: PullRequest): object {
  const { pull } = issue;
  return {
    ...commonFields(scope, issue),
    __typename: 'PullRequest',
    databaseId: pull.id,
    state: pull.merged ? 'MERGED' : issue.state.toUpperCase(),
    headRefName: pull.headRef,
    headRefOid: pull.headSha,
    baseRefName: pull.baseRef,
    baseRefOid: pull.baseSha,
    isDraft: pull.draft,
    isInMergeQueue: scope.repository.mergeQueue.some((entry) => entry.issue === issue),
    isMergeQueueEnabled: scope.repository.protections.get(pull.baseRef)?.mergeQueue != null,
    isCrossRepository: pull.fork !== null,
    additions: pull.size.additions,
    deletions: pull.size.deletions,
    changedFiles: pull.size.changedFiles,
    ...mergeFields(scope, issue),
    headRef: () => (pull.fork === null ? branch(scope, pull.headRef) : null),
    baseRef: () => branch(scope, pull.baseRef),
    commits: (args: PageArguments) => commits(scope, issue, args),
    closingIssuesReferences: (args: PageArguments) => closedIssues(scope, issue, args),
  };
}

function mergeFields(scope: Scope, issue: PullRequest): object {
  const { merged, mergeable, testMergeSha } = issue.pull;
  return {
    merged: merged !== null,
    mergedAt: renderTimeOrNull(merged?.at ?? null),
    mergedBy: merged && accountNode(scope.world, merged.by),
    mergeCommit: () => contentCommit(scope, merged?.sha ?? null),
    potentialMergeCommit: () => contentCommit(scope, issue.state === 'open' ? testMergeSha : null),
    mergeable: mergeable === null || merged ? 'UNKNOWN' : mergeable ? 'MERGEABLE' : 'CONFLICTING',
  };
}

function contentCommit(scope: Scope, sha: string | null): object | null {
  if (sha === null) return null;
  requireAccess(scope, 'contents');
  return commitNode(scope, sha);
}

function branch(scope: Scope, name: string): Promise<object | null> {
  requireAccess(scope, 'contents');
  return branchNode(scope, name);
}

/** Oldest first, so that the last one is the head. */
async function commits(scope: Scope, issue: PullRequest, args: PageArguments): Promise<object> {
  const { headSha, baseSha } = issue.pull;
  const range = ['--reverse', '--topo-order', headSha, `^${baseSha}`];
  const found = await readCommits(scope.repository, range);
  return connection('commits', found, args, ({ sha }) => ({
    __typename: 'PullRequestCommit',
    id: `PURC_${issue.number}_${sha}`,
    commit: commitNode(scope, sha),
    pullRequest: () => pullNode(scope, issue),
  }));
}

function closedIssues(scope: Scope, issue: PullRequest, args: PageArguments): object {
  const referred = issuesClosedBy(scope.repository, issue);
  return connection('closingIssuesReferences', referred, args, (one) => {
    requireAccess(scope, 'issue', { issue_number: String(one.number) });
    return issueNode(scope, one);
  });
}
