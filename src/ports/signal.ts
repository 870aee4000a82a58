import type { DeploymentAnswer } from './deployment-answers.js';
import type { Instant, Login, RepositoryRef, Sha, TaskKey } from '#process/task.js';

/** What one webhook delivery says, in our words: who did what, where. Everything else of the payload is left behind. */
export interface Signal {
  /** Set when no delivery told it: the reconciler saw it on GitHub. */
  readonly found?: 'reconciled';
  readonly repository: RepositoryRef;
  readonly sender: { readonly login: Login; readonly bot: boolean };
  readonly what: What;
}

export type What =
  /** A new comment, as first written. `text` is the body of what it stands on. */
  | {
      readonly kind: 'comment';
      readonly number: number;
      readonly onChange: boolean;
      readonly comment: number;
      /** GitHub's node id of the comment. */
      readonly node: string;
      readonly body: string;
      readonly text: string;
      /** When it was written. */
      readonly at: Instant;
    }
  /** A review that approves or asks for changes, with the commit it judged. `text` is the body of the pull request. */
  | {
      readonly kind: 'review';
      readonly number: number;
      readonly branch: string;
      readonly text: string;
      readonly state: 'approved' | 'changes_requested';
      /** GitHub's id of it. */
      readonly review: number;
      readonly body: string;
      readonly commit: Sha;
      /** When it was submitted. */
      readonly at: Instant;
    }
  /** Somebody dismissed a review. `text` as above. */
  | {
      readonly kind: 'review-dismissed';
      readonly number: number;
      readonly branch: string;
      readonly text: string;
      readonly review: number;
    }
  | {
      readonly kind: 'label';
      readonly number: number;
      readonly action: 'added' | 'removed';
      readonly label: string;
      /** When, to the second. */
      readonly at: Instant;
    }
  | {
      readonly kind: 'issue';
      readonly number: number;
      readonly action: 'closed' | 'reopened' | 'edited';
      /** When, to the second. */
      readonly at: Instant;
    }
  /** A pull request was opened, pushed to, edited, drafted, closed … */
  | {
      readonly kind: 'change';
      readonly number: number;
      /** Its body. */
      readonly text: string;
      readonly branch: string;
      readonly head: Sha;
      /** Set when `head` was just pushed, by the sender. */
      readonly pushed?: boolean;
      /** Since when `head` is the pull request's, by GitHub's clock, to the second: it was pushed, or the pull request opened, then. */
      readonly since?: Instant;
    }
  /** Somebody's check or commit status on this commit moved. */
  | { readonly kind: 'checks'; readonly head: Sha }
  /** Somebody asked for Greenlight's own check once more. `changes`: the pull requests that GitHub knows for the commit (none for forks). */
  | { readonly kind: 'check-asked'; readonly head: Sha; readonly changes: readonly number[] }
  /** A button on Greenlight's own check was used. */
  | {
      readonly kind: 'button';
      readonly head: Sha;
      readonly button: string;
      /** GitHub's id of the check run, and what tells one state of it from another. */
      readonly run: number;
      readonly shown: string;
      readonly changes: readonly number[];
    }
  /** The merge queue of a branch wants to move it to `head`, which is built on `base`, and asks for the checks of that. */
  | { readonly kind: 'group'; readonly head: Sha; readonly base: Sha; readonly into: string }
  /** A workflow run waits to deploy `sha` to an environment, until Greenlight says yes or no. */
  | {
      readonly kind: 'deployment-asked';
      readonly run: number;
      readonly environment: string;
      readonly sha: Sha;
    }
  /** Somebody answered a deployment that Greenlight asked for, for this task. */
  | {
      readonly kind: 'deployment-answered';
      readonly task: TaskKey;
      readonly deployment: number;
      readonly answer: DeploymentAnswer;
    }
  /** The default branch moved. */
  | { readonly kind: 'live'; readonly head: Sha }
  /** The App came to this repository. */
  | { readonly kind: 'installed' }
  /** The issue was deleted, or went to another repository. */
  | { readonly kind: 'issue-gone'; readonly number: number }
  /** The repository is called something else now, or has another owner: every delivery says what. */
  | { readonly kind: 'renamed' };
