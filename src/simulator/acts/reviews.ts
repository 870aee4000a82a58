import { resolveCommit } from '../git/read-commit.js';
import { nodeId } from '../state/node-id.js';
import { refuse } from '../state/refuse.js';
import type { PullRequest, Review, ReviewState } from '../state/records.js';
import { renderSimplePull, renderReview } from '../render/render-pull.js';
import { emit } from '../webhooks/emit.js';
import type { Doer } from './doer.js';
import { note } from './note.js';

export interface NewReview {
  state: Exclude<ReviewState, 'DISMISSED'>;
  body: string;
  /** The commit that was looked at; the head by default. */
  commit?: string | undefined;
}

/** Submits a review; throws 422 when authors judge their own pull request or a rejection gives no reason. */
export async function submitReview(
  doer: Doer,
  issue: PullRequest,
  { state, body, commit }: NewReview,
): Promise<Review> {
  const { world, repository, by } = doer;
  if (by === issue.author && state !== 'COMMENTED') {
    const what = state === 'APPROVED' ? 'approve' : 'request changes on';
    throw refuse.invalid('Unprocessable Entity', [`Can not ${what} your own pull request`]);
  }
  if (state !== 'APPROVED' && body.trim() === '') {
    throw refuse.invalid('Unprocessable Entity', ['Body cannot be blank']);
  }
  const sha = commit === undefined ? issue.pull.headSha : await resolveCommit(repository, commit);
  if (sha === null)
    throw refuse.invalid('Unprocessable Entity', ['commit_id is not part of the pull request']);
  const id = world.newId();
  const review = {
    id,
    nodeId: nodeId('PRR', id),
    author: by,
    state,
    body,
    commitSha: sha,
    submittedAt: world.now(),
  };
  issue.pull.reviews.push(review);
  issue.pull.requestedReviewers = issue.pull.requestedReviewers.filter((account) => account !== by);
  issue.updatedAt = world.now();
  note(doer, issue, 'reviewed', { state, sha });
  emitReview(doer, issue, { review, action: 'submitted' });
  return review;
}

export function dismissReview(
  doer: Doer,
  issue: PullRequest,
  { id, message }: { id: number; message: string },
): Review {
  const review = issue.pull.reviews.find((one) => one.id === id);
  if (!review) throw refuse.notFound();
  if (review.state === 'COMMENTED') {
    throw refuse.invalid('Unprocessable Entity', ['Can not dismiss a commented pull request review']);
  }
  review.state = 'DISMISSED';
  issue.updatedAt = doer.world.now();
  note(doer, issue, 'review_dismissed', { message, review: String(id) });
  emitReview(doer, issue, { review, action: 'dismissed' });
  return review;
}

/** Webhooks write the state of a review in small letters. */
function emitReview(
  doer: Doer,
  issue: PullRequest,
  { review, action }: { review: Review; action: string },
): void {
  const { world, repository } = doer;
  const rendered = renderReview(world, repository, { issue, review });
  emit(doer, 'pull_request_review', action, {
    review: { ...rendered, state: review.state.toLowerCase(), updated_at: rendered['submitted_at'] },
    pull_request: renderSimplePull(world, repository, issue),
  });
}
