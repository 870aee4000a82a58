import { renderTime } from '../render/render-time.js';
import { pageUrl } from '../render/urls.js';
import type { Comment, Issue } from '../state/records.js';
import { accountNode } from './account-node.js';
import type { Scope } from './scope.js';

export function commentNode(
  { world, repository, self }: Scope,
  { issue, comment }: { issue: Issue; comment: Comment },
): object {
  const kind = issue.pull ? 'pull' : 'issues';
  return {
    __typename: 'IssueComment',
    id: comment.nodeId,
    databaseId: comment.id,
    author: accountNode(world, comment.author),
    body: comment.body,
    createdAt: renderTime(comment.createdAt),
    updatedAt: renderTime(comment.updatedAt),
    isMinimized: comment.minimizedReason !== null,
    // As GitHub writes it: `outdated`, `off-topic`.
    minimizedReason: comment.minimizedReason?.toLowerCase().replace('_', '-') ?? null,
    repository: self,
    url: pageUrl(world, repository, `/${kind}/${issue.number}#issuecomment-${comment.id}`),
  };
}
