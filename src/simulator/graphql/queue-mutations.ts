import { enqueue, queueOf } from '../acts/merge-queue.js';
import { revertPull } from '../acts/revert-pull.js';
import type { Call } from '../http/call.js';
import { change } from './change.js';
import { findNodeOf } from './find-node.js';
import { mergeQueueEntryNode } from './merge-queue-node.js';
import { pullNode } from './pull-node.js';

interface EnqueueInput {
  pullRequestId: string;
  expectedHeadOid?: string | null;
  clientMutationId?: string | null;
}

interface RevertInput {
  pullRequestId: string;
  title?: string | null;
  body?: string | null;
  draft?: boolean | null;
  clientMutationId?: string | null;
}

/** Merging in turn, and taking out again what was merged. */
export const queueMutations = {
  enqueuePullRequest: async ({ input }: { input: EnqueueInput }, call: Call): Promise<object> => {
    const { scope, issue } = findNodeOf(call, input.pullRequestId, 'PullRequest');
    const entry = await change({ scope, access: 'merge', name: 'EnqueuePullRequest' }, (doer) =>
      enqueue(doer, issue, input.expectedHeadOid ?? undefined),
    );
    const position = queueOf(scope, issue.pull.baseRef).indexOf(entry) + 1;
    return {
      clientMutationId: input.clientMutationId,
      mergeQueueEntry: mergeQueueEntryNode(scope, entry, position),
    };
  },

  revertPullRequest: async ({ input }: { input: RevertInput }, call: Call): Promise<object> => {
    const { scope, issue } = findNodeOf(call, input.pullRequestId, 'PullRequest');
    const { title, body, draft } = input;
    const revert = await change({ scope, access: 'merge', name: 'RevertPullRequest' }, (doer) =>
      revertPull(doer, issue, {
        ...(title == null ? {} : { title }),
        ...(body == null ? {} : { body }),
        ...(draft == null ? {} : { draft }),
      }),
    );
    return {
      clientMutationId: input.clientMutationId,
      pullRequest: pullNode(scope, issue),
      revertPullRequest: pullNode(scope, revert),
    };
  },
};
