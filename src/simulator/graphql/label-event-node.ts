import { renderTime } from '../render/render-time.js';
import { findLabel } from '../state/find.js';
import type { Issue, TimelineEvent } from '../state/records.js';
import { accountNode } from './account-node.js';
import { connection, type PageArguments } from './connection.js';
import { labelNode } from './label-node.js';
import type { Scope } from './scope.js';

export interface TimelineArguments extends PageArguments {
  itemTypes?: readonly string[] | null;
}

/** Labels put on and taken off, oldest first; a label that is gone takes its events along. */
export function labelEvents(scope: Scope, issue: Issue, { itemTypes, ...page }: TimelineArguments): object {
  const wanted = itemTypes ?? ['LABELED_EVENT', 'UNLABELED_EVENT'];
  const chosen = issue.timeline.filter(({ event }) => wanted.includes(`${event.toUpperCase()}_EVENT`));
  return connection('timelineItems', chosen, page, (one) => labelEventNode(scope, one));
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
