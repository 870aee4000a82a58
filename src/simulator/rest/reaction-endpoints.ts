import { react, unreact } from '../acts/comments.js';
import type { Answer, RepositoryCall, RepositoryRoutes } from '../http/call.js';
import { choiceField, numberParameter } from '../http/fields.js';
import { listAnswer } from '../http/paginate.js';
import { renderReaction } from '../render/render-issue.js';
import { findComment, findIssue } from '../state/find.js';
import { refuse } from '../state/refuse.js';
import { reactionContents } from '../state/reaction-contents.js';
import type { Reaction } from '../state/records.js';
import { doerOf } from './doer-of.js';

type Target = (call: RepositoryCall) => { reactions: Reaction[] };

export const reactionEndpoints: RepositoryRoutes = {
  ...reactionsAt('/issues/{issue_number}/reactions', ({ repository, params }) =>
    findIssue(repository, numberParameter(params, 'issue_number')),
  ),
  ...reactionsAt(
    '/issues/comments/{comment_id}/reactions',
    ({ repository, params }) => findComment(repository, numberParameter(params, 'comment_id')).comment,
  ),
};

function reactionsAt(path: string, target: Target): RepositoryRoutes {
  const route = `/repos/{owner}/{repo}${path}`;
  return {
    [`GET ${route}`]: (call) => {
      const content = call.query.get('content');
      const chosen = target(call).reactions.filter((one) => content === null || one.content === content);
      return listAnswer(call, chosen, (one) => renderReaction(call.world, one));
    },
    [`POST ${route}`]: (call) => addReaction(call, target(call)),
    [`DELETE ${route}/{reaction_id}`]: (call) => {
      unreact(doerOf(call), target(call), numberParameter(call.params, 'reaction_id'));
      return { status: 204 };
    },
  };
}

/** 201 for a new reaction, 200 for one that was there already. */
function addReaction(call: RepositoryCall, target: { reactions: Reaction[] }): Answer {
  const content = choiceField(call.body, 'content', reactionContents);
  if (content === undefined) throw refuse.field('Reaction', 'content', 'missing_field');
  const { reaction, isNew } = react(doerOf(call), target, content);
  return { status: isNew ? 201 : 200, body: renderReaction(call.world, reaction) };
}
