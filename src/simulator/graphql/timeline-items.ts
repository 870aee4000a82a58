import { renderTime } from '../render/render-time.js';
import { findLabel } from '../state/find.js';
import type { Comment, Issue, TimelineEvent } from '../state/records.js';
import { accountNode } from './account-node.js';
import { commentNode } from './comment-node.js';
import { connection, type PageArguments } from './connection.js';
import { labelNode } from './label-node.js';
import type { Scope } from './scope.js';

export interface TimelineArguments extends PageArguments {
  itemTypes?: readonly string[] | null;
}

type Item = { id: number; type: string } & ({ happened: TimelineEvent } | { comment: Comment });

const served = ['ISSUE_COMMENT', 'LABELED_EVENT', 'UNLABELED_EVENT'];

/** Comments, and labels put on and taken off, in the order in which they came; a label that is gone takes its events along. */
export function timelineItems(scope: Scope, issue: Issue, { itemTypes, ...page }: TimelineArguments): object {
  const wanted = itemTypes ?? served;
  const items: Item[] = [
    ...issue.timeline.map((happened) => ({
      id: happened.id,
      type: `${happened.event.toUpperCase()}_EVENT`,
      happened,
    })),
    ...issue.comments.map((comment) => ({ id: comment.id, type: 'ISSUE_COMMENT', comment })),
  ];
  const chosen = items.filter(({ type }) => served.includes(type) && wanted.includes(type));
  // Ids count up, whatever they are of.
  const inOrder = chosen.sort((a, b) => a.id - b.id);
  return connection('timelineItems', inOrder, page, (item) =>
    'comment' in item
      ? commentNode(scope, { issue, comment: item.comment })
      : labelEventNode(scope, item.happened),
  );
}

function labelEventNode(scope: Scope, { id, event, at, actor, detail }: TimelineEvent): object {
  const label = findLabel(scope.repository, detail['label'] ?? '');
  return {
    __typename: event === 'labeled' ? 'LabeledEvent' : 'UnlabeledEvent',
    id: `LE_${id}`,
    actor: accountNode(scope.world, actor),
    createdAt: renderTime(at),
    label: label ? labelNode(scope, label) : null,
  };
}
