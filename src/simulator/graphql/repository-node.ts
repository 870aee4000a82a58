import type { Call } from '../http/call.js';
import { pageUrl } from '../render/urls.js';
import { findLabel, isPullRequest, nameOf, pullRequests } from '../state/find.js';
import type { Issue, PullRequest, RepositoryState } from '../state/records.js';
import { accountNode } from './account-node.js';
import { branchNode } from './branch-node.js';
import { connection, type PageArguments } from './connection.js';
import { issueNode } from './issue-node.js';
import { labelNode } from './label-node.js';
import { latestRelease } from '../state/latest-release.js';
import { mergeQueueNode } from './merge-queue-node.js';
import { objectNode } from './object-node.js';
import { pullNode } from './pull-node.js';
import { refNode } from './ref-node.js';
import { notFound } from './refusal.js';
import { releaseNode } from './release-node.js';
import { requireAccess } from './require-access.js';
import type { Scope } from './scope.js';

/** A request, narrowed to a repository that its caller may see. */
export function scopeOf(call: Call, repository: RepositoryState): Scope {
  const scope: Scope = { ...call, repository, self: () => repositoryNode(scope) };
  return scope;
}

export function repositoryNode(scope: Scope): object {
  const { world, repository } = scope;
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: nameOf(repository),
    isPrivate: repository.private,
    owner: accountNode(world, repository.owner),
    url: pageUrl(world, repository),
    ...contentFields(scope),
    ...issueFields(scope),
    ...pullFields(scope),
  };
}

function contentFields(scope: Scope): object {
  const { repository } = scope;
  return {
    defaultBranchRef: () => {
      requireAccess(scope, 'contents');
      return branchNode(scope, repository.defaultBranch);
    },
    ref: ({ qualifiedName }: { qualifiedName: string }) => {
      requireAccess(scope, 'contents');
      return refNode(scope, qualifiedName);
    },
    object: ({ expression = null, oid = null }: { expression?: string | null; oid?: string | null }) => {
      requireAccess(scope, 'contents');
      const name = oid ?? expression;
      return name === null ? null : objectNode(scope, name);
    },
    mergeQueue: ({ branch = null }: { branch?: string | null }) =>
      mergeQueueNode(scope, branch ?? repository.defaultBranch),
    latestRelease: () => {
      requireAccess(scope, 'contents');
      const latest = latestRelease(repository);
      return latest && releaseNode(scope, latest);
    },
    release: ({ tagName }: { tagName: string }) => {
      requireAccess(scope, 'contents');
      const release = repository.releases.find((one) => !one.draft && one.tagName === tagName);
      return release ? releaseNode(scope, release) : null;
    },
  };
}

interface ListArguments extends PageArguments {
  states?: string[] | null;
  labels?: string[] | null;
}

function issueFields(scope: Scope): object {
  const { repository } = scope;
  return {
    label: ({ name }: { name: string }) => {
      requireAccess(scope, 'labels');
      const label = findLabel(repository, name);
      return label ? labelNode(scope, label) : null;
    },
    labels: (args: PageArguments) => {
      requireAccess(scope, 'labels');
      return connection('labels', repository.labels, args, (label) => labelNode(scope, label));
    },
    issue: ({ number }: { number: number }) => {
      requireAccess(scope, 'issue', { issue_number: String(number) });
      const issue = repository.issues.get(number);
      if (!issue || isPullRequest(issue)) throw notFound(`an Issue with the number of ${number}`);
      return issueNode(scope, issue);
    },
    issueOrPullRequest: ({ number }: { number: number }) => {
      requireAccess(scope, 'issue', { issue_number: String(number) });
      const issue = repository.issues.get(number);
      if (!issue) throw notFound(`an issue or pull request with the number of ${number}`);
      return isPullRequest(issue) ? pullNode(scope, issue) : issueNode(scope, issue);
    },
    issues: (args: ListArguments) => {
      // A list of issues is not one of pull requests: the permission for those does not do.
      requireAccess(scope, 'issue', { issue_number: '0' });
      const issues = [...repository.issues.values()].filter((one) => !isPullRequest(one));
      const chosen = issues.filter((one) => isChosen(args, one, one.state.toUpperCase()));
      return connection('issues', chosen, args, (issue) => issueNode(scope, issue));
    },
  };
}

interface PullListArguments extends ListArguments {
  headRefName?: string | null;
  baseRefName?: string | null;
}

function pullFields(scope: Scope): object {
  const { repository } = scope;
  return {
    pullRequest: ({ number }: { number: number }) => {
      requireAccess(scope, 'pull');
      const issue = repository.issues.get(number);
      if (!issue || !isPullRequest(issue)) throw notFound(`a PullRequest with the number of ${number}`);
      return pullNode(scope, issue);
    },
    pullRequests: (args: PullListArguments) => {
      requireAccess(scope, 'pull');
      const chosen = pullRequests(repository).filter((one) => isChosenPull(args, one));
      return connection('pullRequests', chosen, args, (issue) => pullNode(scope, issue));
    },
  };
}

function isChosen({ states, labels }: ListArguments, issue: Issue, state: string): boolean {
  const names = issue.labels.map(({ name }) => name.toLowerCase());
  const hasLabel = labels == null || labels.some((name) => names.includes(name.toLowerCase()));
  return hasLabel && (states == null || states.includes(state));
}

function isChosenPull({ headRefName, baseRefName, ...args }: PullListArguments, issue: PullRequest): boolean {
  const { headRef, baseRef, merged } = issue.pull;
  return (
    isChosen(args, issue, merged ? 'MERGED' : issue.state.toUpperCase()) &&
    (headRefName == null || headRefName === headRef) &&
    (baseRefName == null || baseRefName === baseRef)
  );
}
