import { renderTime } from '../render/render-time.js';
import type { CommitStatus } from '../state/records.js';
import { accountNode } from './account-node.js';
import { isRequired, type ForPull } from './is-required.js';
import type { Scope } from './scope.js';

/** A commit status; it answers for a required check that is pinned to no App. */
export function statusNode(scope: Scope, status: CommitStatus): object {
  return {
    __typename: 'StatusContext',
    id: status.nodeId,
    context: status.context,
    state: status.state.toUpperCase(),
    description: status.description,
    targetUrl: status.targetUrl,
    creator: accountNode(scope.world, status.creator),
    createdAt: renderTime(status.createdAt),
    isRequired: (args: ForPull) =>
      isRequired(scope, args, ({ context, appId }) => context === status.context && appId === null),
  };
}
