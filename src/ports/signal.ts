import type { DeploymentAnswer } from './deployment-answers.js';
import type { Login, RepositoryRef, Sha, TaskKey } from '#process/task.js';

/** What one webhook delivery says, in our words: who did what, where. Everything else of the payload is left behind. */
export interface Signal {
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
    }
  | { readonly kind: 'issue'; readonly number: number; readonly action: 'closed' | 'reopened' | 'edited' }
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
