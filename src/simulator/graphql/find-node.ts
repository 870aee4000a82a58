import { visibleRepository } from '../http/authorize.js';
import type { Call } from '../http/call.js';
import { isPullRequest } from '../state/find.js';
import { GitHubError } from '../state/github-error.js';
import type { Comment, Deployment, Issue, PullRequest, RepositoryState } from '../state/records.js';
import { notFound } from './refusal.js';
import { scopeOf } from './repository-node.js';
import type { Scope } from './scope.js';

/** A thing with a GraphQL id, and the repository that it is in. */
export type Found =
  | { kind: 'Repository'; scope: Scope }
  | { kind: 'Issue'; scope: Scope; issue: Issue }
  | { kind: 'PullRequest'; scope: Scope; issue: PullRequest }
  | { kind: 'IssueComment'; scope: Scope; issue: Issue; comment: Comment }
  | { kind: 'Deployment'; scope: Scope; deployment: Deployment };

/** Finds a thing by its GraphQL id; what the caller may not see is not found. */
export function findNode(call: Call, id: string): Found {
  for (const repository of call.world.repositories) {
    const scope = scopeOf(call, repository);
    const found = nodeIn(scope, id);
    if (found && isVisible(call, repository)) return found;
  }
  throw notFound(`a node with the global id of '${id}'`);
}

/** As findNode, of these kinds; GitHub names the kind when the id is another's. */
export function findNodeOf<K extends Found['kind']>(
  call: Call,
  id: string,
  ...kinds: [K, ...K[]]
): Extract<Found, { kind: K }> {
  const found = findNode(call, id);
  if (isOneOf(found, kinds)) return found;
  throw notFound(`${kinds[0]} node with the global id of '${id}'`);
}

function isOneOf<K extends Found['kind']>(found: Found, kinds: K[]): found is Extract<Found, { kind: K }> {
  return kinds.some((kind) => kind === found.kind);
}

function nodeIn(scope: Scope, id: string): Found | null {
  if (scope.repository.nodeId === id) return { kind: 'Repository', scope };
  for (const issue of scope.repository.issues.values()) {
    if (issue.nodeId === id) {
      return isPullRequest(issue) ? { kind: 'PullRequest', scope, issue } : { kind: 'Issue', scope, issue };
    }
    const comment = issue.comments.find((one) => one.nodeId === id);
    if (comment) return { kind: 'IssueComment', scope, issue, comment };
  }
  const deployment = scope.repository.deployments.find((one) => one.nodeId === id);
  return deployment ? { kind: 'Deployment', scope, deployment } : null;
}

function isVisible({ world, caller }: Call, repository: RepositoryState): boolean {
  const params = { owner: repository.owner.login, repo: repository.name };
  try {
    visibleRepository(world, { route: '', params, caller });
    return true;
  } catch (error) {
    if (error instanceof GitHubError) return false;
    throw error;
  }
}
