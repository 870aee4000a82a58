import { mergePull, type MergeMethod } from '../acts/merge-pull.js';
import type { Call } from '../http/call.js';
import { accountNode } from './account-node.js';
import { change } from './change.js';
import { findNodeOf } from './find-node.js';
import { pullNode } from './pull-node.js';

interface MergeInput {
  pullRequestId: string;
  expectedHeadOid?: string | null;
  commitHeadline?: string | null;
  commitBody?: string | null;
  mergeMethod: 'MERGE' | 'REBASE' | 'SQUASH';
  clientMutationId?: string | null;
}

const methods = { MERGE: 'merge', REBASE: 'rebase', SQUASH: 'squash' } satisfies Record<string, MergeMethod>;

/** Merges a pull request at the head that was expected, or says in GitHub's words why not. */
export const mergeMutation = {
  mergePullRequest: async ({ input }: { input: MergeInput }, call: Call): Promise<object> => {
    const { scope, issue } = findNodeOf(call, input.pullRequestId, 'PullRequest');
    const by = await change({ scope, access: 'merge', name: 'MergePullRequest' }, async (doer) => {
      await mergePull(doer, issue, {
        method: methods[input.mergeMethod],
        ...(input.expectedHeadOid == null ? {} : { sha: input.expectedHeadOid }),
        ...(input.commitHeadline == null ? {} : { title: input.commitHeadline }),
        ...(input.commitBody == null ? {} : { message: input.commitBody }),
      });
      return doer.by;
    });
    return {
      clientMutationId: input.clientMutationId,
      actor: accountNode(scope.world, by),
      pullRequest: pullNode(scope, issue),
    };
  },
};
