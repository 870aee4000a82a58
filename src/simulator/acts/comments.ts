import { nodeId } from '../state/node-id.js';
import { refuse } from '../state/refuse.js';
import type { ReactionContent } from '../state/reaction-contents.js';
import type { Comment, Issue, Reaction } from '../state/records.js';
import { renderComment, renderIssue } from '../render/render-issue.js';
import type { Json } from '../render/json.js';
import { emit } from '../webhooks/emit.js';
import type { Doer } from './doer.js';
import { requireLength } from './issues.js';

export function addComment(doer: Doer, issue: Issue, body: string): Comment {
  checkBody(body);
  const { world, by, viaApp } = doer;
  const id = world.newId();
  const now = world.now();
  const comment: Comment = {
    id,
    nodeId: nodeId('IC', id),
    issueNumber: issue.number,
    body,
    author: by,
    viaApp,
    createdAt: now,
    updatedAt: now,
    reactions: [],
    minimizedReason: null,
  };
  issue.comments.push(comment);
  issue.updatedAt = now;
  emitComment(doer, { issue, comment }, 'created');
  return comment;
}

export function editComment(doer: Doer, { issue, comment }: OnIssue, body: string): void {
  checkBody(body);
  const from = comment.body;
  if (body === from) return;
  comment.body = body;
  comment.updatedAt = doer.world.now();
  emitComment(doer, { issue, comment }, 'edited', { changes: { body: { from } } });
}

export function deleteComment(doer: Doer, { issue, comment }: OnIssue): void {
  issue.comments = issue.comments.filter((one) => one !== comment);
  emitComment(doer, { issue, comment }, 'deleted');
}

/** Adds a reaction, or finds the one that this account already left; `isNew` tells which. */
export function react(
  { world, by }: Doer,
  target: { reactions: Reaction[] },
  content: ReactionContent,
): { reaction: Reaction; isNew: boolean } {
  const existing = target.reactions.find((one) => one.user === by && one.content === content);
  if (existing) return { reaction: existing, isNew: false };
  const id = world.newId();
  const reaction = { id, nodeId: nodeId('REA', id), content, user: by, createdAt: world.now() };
  target.reactions.push(reaction);
  return { reaction, isNew: true };
}

/** Takes back a reaction; throws 404 unless this account left it. */
export function unreact({ by }: Doer, target: { reactions: Reaction[] }, id: number): void {
  const reaction = target.reactions.find((one) => one.id === id && one.user === by);
  if (!reaction) throw refuse.notFound();
  target.reactions = target.reactions.filter((one) => one !== reaction);
}

interface OnIssue {
  issue: Issue;
  comment: Comment;
}

function emitComment(doer: Doer, { issue, comment }: OnIssue, action: string, fields: Json = {}): void {
  const { world, repository } = doer;
  emit(doer, 'issue_comment', action, {
    ...fields,
    issue: renderIssue(world, repository, issue),
    comment: renderComment(world, repository, { issue, comment }),
  });
}

function checkBody(body: string): void {
  if (body.trim() === '') {
    throw refuse.invalid('Validation Failed', [
      { resource: 'IssueComment', code: 'unprocessable', field: 'data', message: 'Body cannot be blank' },
    ]);
  }
  requireLength(body, 'IssueComment');
}
