import { react } from '../acts/comments.js';
import type { Call } from '../http/call.js';
import type { ReactionContent } from '../state/reaction-contents.js';
import { change } from './change.js';
import { findNodeOf } from './find-node.js';

interface ReactionInput {
  subjectId: string;
  content: keyof typeof contents;
  clientMutationId?: string | null;
}

/** GraphQL's words for what REST writes as signs. */
const contents = {
  THUMBS_UP: '+1',
  THUMBS_DOWN: '-1',
  LAUGH: 'laugh',
  CONFUSED: 'confused',
  HEART: 'heart',
  HOORAY: 'hooray',
  ROCKET: 'rocket',
  EYES: 'eyes',
} as const satisfies Record<string, ReactionContent>;

/** A reaction left on a comment; leaving it twice leaves one. There is no webhook for it. */
export const reactionMutation = {
  addReaction: async ({ input }: { input: ReactionInput }, call: Call): Promise<object> => {
    const { scope, comment } = findNodeOf(call, input.subjectId, 'IssueComment');
    const params = { comment_id: String(comment.id) };
    const { reaction } = await change({ scope, access: 'react', params, name: 'AddReaction' }, (doer) =>
      react(doer, comment, contents[input.content]),
    );
    return {
      clientMutationId: input.clientMutationId,
      reaction: { id: reaction.nodeId, databaseId: reaction.id, content: input.content },
    };
  },
};
