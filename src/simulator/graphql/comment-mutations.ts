import { addComment, editComment } from '../acts/comments.js';
import type { Call } from '../http/call.js';
import { change } from './change.js';
import { commentNode } from './comment-node.js';
import { cursorOf } from './connection.js';
import { findNodeOf } from './find-node.js';
import { issueNode } from './issue-node.js';
import { pullNode } from './pull-node.js';

interface WithId {
  clientMutationId?: string | null;
}

/** Comments written, edited and hidden. */
export const commentMutations = {
  addComment: async ({ input }: { input: WithId & { subjectId: string; body: string } }, call: Call) => {
    const found = findNodeOf(call, input.subjectId, 'Issue', 'PullRequest');
    const { scope, issue } = found;
    const params = { issue_number: String(issue.number) };
    const comment = await change({ scope, access: 'comment', params, name: 'AddComment' }, (doer) =>
      addComment(doer, issue, input.body),
    );
    return {
      clientMutationId: input.clientMutationId,
      commentEdge: {
        cursor: cursorOf(issue.comments.indexOf(comment)),
        node: commentNode(scope, { issue, comment }),
      },
      subject: found.kind === 'PullRequest' ? pullNode(scope, found.issue) : issueNode(scope, issue),
    };
  },

  updateIssueComment: async ({ input }: { input: WithId & { id: string; body: string } }, call: Call) => {
    const { scope, issue, comment } = findNodeOf(call, input.id, 'IssueComment');
    const params = { comment_id: String(comment.id) };
    await change({ scope, access: 'changeComment', params, name: 'UpdateIssueComment' }, (doer) =>
      editComment(doer, { issue, comment }, input.body),
    );
    return {
      clientMutationId: input.clientMutationId,
      issueComment: commentNode(scope, { issue, comment }),
    };
  },

  /** There is no webhook for it. */
  minimizeComment: async (
    { input }: { input: WithId & { subjectId: string; classifier: string } },
    call: Call,
  ) => {
    const { scope, issue, comment } = findNodeOf(call, input.subjectId, 'IssueComment');
    const params = { comment_id: String(comment.id) };
    await change({ scope, access: 'changeComment', params, name: 'MinimizeComment' }, () => {
      comment.minimizedReason = input.classifier;
    });
    return {
      clientMutationId: input.clientMutationId,
      minimizedComment: commentNode(scope, { issue, comment }),
    };
  },
};
