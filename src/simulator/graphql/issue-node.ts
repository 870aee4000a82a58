import { renderTime, renderTimeOrNull } from '../render/render-time.js';
import { pageUrl } from '../render/urls.js';
import type { Issue } from '../state/records.js';
import { accountNode } from './account-node.js';
import { commentNode } from './comment-node.js';
import { connection, type PageArguments } from './connection.js';
import { timelineItems, type TimelineArguments } from './timeline-items.js';
import { labelNode } from './label-node.js';
import type { Scope } from './scope.js';

export function issueNode(scope: Scope, issue: Issue): object {
  return {
    ...commonFields(scope, issue),
    __typename: 'Issue',
    databaseId: issue.id,
    state: issue.state.toUpperCase(),
    stateReason: issue.stateReason?.toUpperCase() ?? null,
  };
}

/** The fields that an issue and a pull request have in common. */
export function commonFields(scope: Scope, issue: Issue): object {
  const { world, repository, self } = scope;
  return {
    id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    author: accountNode(world, issue.author),
    closed: issue.state === 'closed',
    closedAt: renderTimeOrNull(issue.closedAt),
    createdAt: renderTime(issue.createdAt),
    updatedAt: renderTime(issue.updatedAt),
    repository: self,
    url: pageUrl(world, repository, `/${issue.pull ? 'pull' : 'issues'}/${issue.number}`),
    assignees: (args: PageArguments) =>
      connection('assignees', issue.assignees, args, (account) => accountNode(world, account)),
    comments: (args: PageArguments) =>
      connection('comments', issue.comments, args, (comment) => commentNode(scope, { issue, comment })),
    labels: (args: PageArguments) =>
      connection('labels', issue.labels, args, (label) => labelNode(scope, label)),
    timelineItems: (args: TimelineArguments) => timelineItems(scope, issue, args),
  };
}
