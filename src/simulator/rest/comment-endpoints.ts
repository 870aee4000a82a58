import { addComment, deleteComment, editComment } from '../acts/comments.js';
import type { RepositoryCall, RepositoryRoutes } from '../http/call.js';
import { numberParameter, textField } from '../http/fields.js';
import { listAnswer } from '../http/paginate.js';
import { renderComment } from '../render/render-issue.js';
import { findComment, findIssue } from '../state/find.js';
import { doerOf } from './doer-of.js';

const repo = '/repos/{owner}/{repo}';
const ofIssue = `${repo}/issues/{issue_number}/comments`;
const one = `${repo}/issues/comments/{comment_id}`;

export const commentEndpoints: RepositoryRoutes = {
  [`GET ${ofIssue}`]: (call) => {
    const issue = findIssue(call.repository, numberParameter(call.params, 'issue_number'));
    const since = Date.parse(call.query.get('since') ?? '') || 0;
    const comments = issue.comments.filter((comment) => comment.updatedAt >= since);
    return listAnswer(call, comments, (comment) =>
      renderComment(call.world, call.repository, { issue, comment }),
    );
  },
  [`POST ${ofIssue}`]: (call) => {
    const issue = findIssue(call.repository, numberParameter(call.params, 'issue_number'));
    const comment = addComment(doerOf(call), issue, textField(call.body, 'body') ?? '');
    const body = renderComment(call.world, call.repository, { issue, comment });
    return { status: 201, body, headers: { location: String(body['url']) } };
  },
  [`GET ${one}`]: (call) => ({
    status: 200,
    body: renderComment(call.world, call.repository, commentOf(call)),
  }),
  [`PATCH ${one}`]: (call) => {
    const target = commentOf(call);
    editComment(doerOf(call), target, textField(call.body, 'body') ?? '');
    return { status: 200, body: renderComment(call.world, call.repository, target) };
  },
  [`DELETE ${one}`]: (call) => {
    deleteComment(doerOf(call), commentOf(call));
    return { status: 204 };
  },
};

function commentOf({ repository, params }: RepositoryCall): ReturnType<typeof findComment> {
  return findComment(repository, numberParameter(params, 'comment_id'));
}
