import type { What } from '#ports/signal.js';
import type { Payload } from './payload.js';

const moving: readonly string[] = [
  'opened',
  'reopened',
  'synchronize',
  'edited',
  'closed',
  'converted_to_draft',
  'ready_for_review',
  'dequeued',
];

/** What puts a head in front of people. */
const showing: readonly string[] = ['opened', 'reopened', 'synchronize'];

/** A pull request that moved; its labels and reviewers are nothing to us. */
export function ofChange({ action, pull_request: pull }: Payload<'pull_request'>): readonly What[] {
  if (!moving.includes(action)) return [];
  return [
    {
      kind: 'change',
      number: pull.number,
      text: pull.body ?? '',
      branch: pull.head.ref,
      head: pull.head.sha,
      pushed: action === 'synchronize',
      ...(showing.includes(action) && { since: Date.parse(pull.updated_at) }),
    },
  ];
}

/** A review that approves or asks for changes, once, when it is submitted; and that one was dismissed. */
export function ofReview(payload: Payload<'pull_request_review'>): readonly What[] {
  if (payload.sender.type !== 'User') return [];
  const { review, pull_request: pull } = payload;
  const about = {
    number: pull.number,
    branch: pull.head.ref,
    text: pull.body ?? '',
    review: review.id,
  };
  if (payload.action === 'dismissed') return [{ kind: 'review-dismissed', ...about }];
  const state = review.state.toLowerCase();
  if (payload.action !== 'submitted' || (state !== 'approved' && state !== 'changes_requested')) return [];
  const at = Date.parse(review.submitted_at ?? pull.updated_at);
  return [{ kind: 'review', ...about, state, body: review.body ?? '', commit: review.commit_id, at }];
}
