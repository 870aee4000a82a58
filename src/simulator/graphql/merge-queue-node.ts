import { queueOf } from '../acts/merge-queue.js';
import { renderTime } from '../render/render-time.js';
import type { QueueEntry } from '../state/records.js';
import { accountNode } from './account-node.js';
import { commitNode } from './commit-node.js';
import { connection, type PageArguments } from './connection.js';
import { pullNode } from './pull-node.js';
import { requireAccess } from './require-access.js';
import type { Scope } from './scope.js';

/** The merge queue of a branch; null where there is none. */
export function mergeQueueNode(scope: Scope, branch: string): object | null {
  requireAccess(scope, 'mergeQueue');
  if (scope.repository.protections.get(branch)?.mergeQueue == null) return null;
  const entries = queueOf(scope, branch);
  return {
    id: `MQ_${Buffer.from(branch).toString('base64url')}`,
    repository: scope.self,
    entries: (args: PageArguments) =>
      connection('entries', entries, args, (entry) =>
        mergeQueueEntryNode(scope, entry, entries.indexOf(entry) + 1),
      ),
  };
}

export function mergeQueueEntryNode(scope: Scope, entry: QueueEntry, position: number): object {
  return {
    id: entry.nodeId,
    position,
    jump: false,
    solo: false,
    enqueuedAt: renderTime(entry.enqueuedAt),
    enqueuer: accountNode(scope.world, entry.by),
    baseCommit: () => commitNode(scope, entry.base),
    headCommit: () => (entry.group === '' ? null : commitNode(scope, entry.group)),
    pullRequest: () => pullNode(scope, entry.issue),
  };
}
