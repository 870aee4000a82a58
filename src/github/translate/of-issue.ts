import type { What } from '#ports/signal.js';
import type { Instant } from '#process/task.js';
import type { Payload } from './payload.js';

/** New comments of people. An edited comment says nothing: what counts is what was first written. */
export function ofComment({ action, comment, issue, sender }: Payload<'issue_comment'>): readonly What[] {
  if (action !== 'created' || sender.type !== 'User') return [];
  // Written by a program with a person's token: not the person's own hand.
  if (comment.performed_via_github_app != null) return [];
  return [
    {
      kind: 'comment',
      number: issue.number,
      onChange: issue.pull_request !== undefined,
      comment: comment.id,
      node: comment.node_id,
      body: comment.body,
      text: issue.body ?? '',
      at: Date.parse(comment.created_at),
    },
  ];
}

/** Labels, and issues that were closed, reopened or rewritten. */
export function ofIssue(payload: Payload<'issues'>): readonly What[] {
  const { number } = payload.issue;
  const at = timeOf(payload);
  switch (payload.action) {
    case 'opened':
      // Labels that an issue is opened with are also told one by one.
      return [];
    case 'labeled':
    case 'unlabeled': {
      const label = payload.label?.name;
      if (label === undefined) return [];
      const action = payload.action === 'labeled' ? 'added' : 'removed';
      return [{ kind: 'label', number, action, label, at }];
    }
    case 'closed':
    case 'reopened':
    case 'edited':
      return [{ kind: 'issue', number, action: payload.action, at }];
    case 'deleted':
    case 'transferred':
      return [{ kind: 'issue-gone', number }];
    default:
      return [];
  }
}

/** When it was: GitHub says it of closing only, of everything else when anything of the issue last changed. */
function timeOf({ action, issue: { closed_at: closed, updated_at: updated } }: Payload<'issues'>): Instant {
  return Date.parse(action === 'closed' && closed !== null ? closed : updated);
}
