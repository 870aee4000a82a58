import { visibleRepository } from '../http/authorize.js';
import type { Call } from '../http/call.js';
import { GitHubError } from '../state/github-error.js';
import { commentNode } from './comment-node.js';
import { viewerNode } from './account-node.js';
import { findNode } from './find-node.js';
import { issueNode } from './issue-node.js';
import { pullNode } from './pull-node.js';
import { notFound } from './refusal.js';
import { repositoryNode, scopeOf } from './repository-node.js';
import { requireAccess } from './require-access.js';

/** The fields of Query. */
export const queries = {
  repository: ({ owner, name }: { owner: string; name: string }, call: Call): object => {
    const { world, caller } = call;
    try {
      const asked = { route: '', params: { owner, repo: name }, caller };
      return repositoryNode(scopeOf(call, visibleRepository(world, asked)));
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      throw notFound(`a Repository with the name '${owner}/${name}'`);
    }
  },

  node: ({ id }: { id: string }, call: Call): object => {
    const found = findNode(call, id);
    const { scope } = found;
    if (found.kind === 'Repository') return repositoryNode(scope);
    // Deployments are only changed here.
    if (found.kind === 'Deployment') throw notFound(`a node with the global id of '${id}'`);
    if (found.kind === 'PullRequest') {
      requireAccess(scope, 'pull');
      return pullNode(scope, found.issue);
    }
    requireAccess(scope, 'issue', { issue_number: String(found.issue.number) });
    return found.kind === 'Issue' ? issueNode(scope, found.issue) : commentNode(scope, found);
  },

  viewer: (_: object, { world, caller }: Call): object =>
    viewerNode(world, caller.kind === 'person' ? caller.account : world.app.bot),
};
