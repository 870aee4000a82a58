import type { Doer } from '../acts/doer.js';
import { editIssue, reopenPull, setState } from '../acts/issues.js';
import { mergePull } from '../acts/merge-pull.js';
import { enqueue } from '../acts/merge-queue.js';
import { changeBase, openPull, requestReviewers, setDraft } from '../acts/pulls.js';
import { dismissReview, submitReview } from '../acts/reviews.js';
import type { Actor } from '../github.js';
import { findPull } from '../state/find.js';
import type { PullRequest, ReviewState } from '../state/records.js';
import type { Do } from './do-as.js';
import { requireOwn } from './require-role.js';

type PullChanges = Pick<
  Actor,
  | 'openPullRequest'
  | 'editPullRequest'
  | 'markReady'
  | 'convertToDraft'
  | 'closePullRequest'
  | 'reopenPullRequest'
  | 'requestReview'
  | 'review'
  | 'dismissReview'
  | 'mergePullRequest'
  | 'enqueue'
>;

const verdicts = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const satisfies Record<string, ReviewState>;

/** What people do with pull requests. */
export function changePulls(act: Do): PullChanges {
  return {
    openPullRequest: (repository, { head, base, title, body, draft = false }) =>
      act({ repository, role: 'read', what: 'open pull requests' }, async (doer) => {
        const target = base ?? doer.repository.defaultBranch;
        const { number } = await openPull(doer, { head, base: target, title, body: body ?? null, draft });
        return { number };
      }),
    editPullRequest: (repository, number, { base, ...words }) =>
      act({ repository, role: 'read', what: 'edit pull requests' }, async (doer) => {
        const issue = ownPull(doer, number, 'edit this pull request');
        editIssue(doer, issue, words);
        if (base !== undefined) await changeBase(doer, issue, base);
      }),
    markReady: (repository, number) =>
      act({ repository, role: 'read', what: 'mark pull requests as ready' }, (doer) =>
        setDraft(doer, ownPull(doer, number, 'mark this pull request as ready'), false),
      ),
    convertToDraft: (repository, number) =>
      act({ repository, role: 'read', what: 'convert pull requests to drafts' }, (doer) =>
        setDraft(doer, ownPull(doer, number, 'convert this pull request to a draft'), true),
      ),
    closePullRequest: (repository, number) =>
      act({ repository, role: 'read', what: 'close pull requests' }, (doer) =>
        setState(doer, ownPull(doer, number, 'close this pull request'), { state: 'closed', reason: null }),
      ),
    reopenPullRequest: (repository, number) =>
      act({ repository, role: 'read', what: 'reopen pull requests' }, (doer) =>
        reopenPull(doer, ownPull(doer, number, 'reopen this pull request')),
      ),
    ...judgePulls(act),
  };
}

function judgePulls(
  act: Do,
): Pick<Actor, 'requestReview' | 'review' | 'dismissReview' | 'mergePullRequest' | 'enqueue'> {
  return {
    requestReview: (repository, number, logins) =>
      act({ repository, role: 'triage', what: 'request reviews' }, (doer) =>
        requestReviewers(doer, findPull(doer.repository, number), { logins, teams: [] }),
      ),
    review: (repository, number, { event, body = '', commit }) =>
      act({ repository, role: 'read', what: 'review' }, async (doer) => {
        const issue = findPull(doer.repository, number);
        const { id } = await submitReview(doer, issue, { state: verdicts[event], body, commit });
        return { id };
      }),
    dismissReview: (repository, number, reviewId, message = 'Dismissed') =>
      act({ repository, role: 'write', what: 'dismiss reviews' }, (doer) => {
        dismissReview(doer, findPull(doer.repository, number), { id: reviewId, message });
      }),
    enqueue: (repository, number) =>
      act({ repository, role: 'write', what: 'merge pull requests' }, async (doer) => {
        await enqueue(doer, findPull(doer.repository, number));
      }),
    mergePullRequest: (repository, number, { method = 'merge' } = {}) =>
      act({ repository, role: 'write', what: 'merge pull requests' }, async (doer) => ({
        sha: await mergePull(doer, findPull(doer.repository, number), { method }),
      })),
  };
}

function ownPull(doer: Doer, number: number, what: string): PullRequest {
  const issue = findPull(doer.repository, number);
  requireOwn(doer, issue.author, { role: 'write', what });
  return issue;
}
