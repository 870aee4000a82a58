import type { Question } from '#commands/is-question.js';
import type { Because } from '#process/because.js';
import type { Event, Outcome, Request } from '#process/event.js';
import type { DeploymentAnswer } from '#ports/deployment-answers.js';
import type { Numbered } from '#process/operation.js';
import type { Login, RepositoryRef, Sha, TaskKey } from '#process/task.js';

/** Where a delivery points: the task's number, and the pull request it came from when it did. */
export interface Subject {
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly change: number | null;
  /** Set when no delivery told it. */
  readonly found?: 'reconciled';
}

/** What a comment or review is answered on. */
export interface AnswerTo {
  readonly repository: RepositoryRef;
  readonly on: number;
  /** GitHub's node id of the comment; `null` for labels, reviews and buttons. */
  readonly comment: string | null;
}

/** A job in a task's deciding lane. */
export type EventPayload =
  | (Subject & {
      readonly type: 'request';
      readonly request: Request;
      readonly bot: boolean;
      readonly word: string | null;
    })
  | (Subject & {
      readonly type: 'question';
      readonly ask: Question;
      readonly by: Login;
      readonly bot: boolean;
      readonly comment: number;
    })
  | (Subject & {
      readonly type: 'misspelt';
      readonly word: string;
      readonly nearest: string | null;
      readonly usage: string | null;
      readonly by: Login;
      readonly comment: number;
      readonly on: number;
    })
  | (Subject & {
      readonly type: 'label';
      readonly action: 'added' | 'removed';
      readonly label: string;
      readonly by: Login;
      readonly bot: boolean;
    })
  | (Subject & {
      readonly type: 'seen';
      readonly event: Extract<Event, { type: 'ChangeSeen' | 'IssueSeen' | 'LiveSeen' }>;
      readonly head: string | null;
    })
  /** Something that is told, and for which nothing has to be read. */
  | (Subject & {
      readonly type: 'told';
      readonly event: Extract<Event, { type: 'ReviewDismissed' }>;
    })
  /** Somebody asked for the check once more. */
  | (Subject & { readonly type: 'check-asked'; readonly head: string })
  /** A pull request without a task is to become one of its own. */
  | (Subject & { readonly type: 'adopt'; readonly event: Extract<Event, { type: 'ChangeSeen' }> })
  /** The issue is not there any more. */
  | (Subject & { readonly type: 'gone'; readonly event: Extract<Event, { type: 'IssueGone' }> })
  | { readonly type: 'outcome'; readonly task: TaskKey; readonly event: Outcome }
  /** A timer of the task may have run out. */
  | { readonly type: 'wake'; readonly task: TaskKey };

/** A job in a repository's lane. */
export type RepositoryPayload = { readonly repository: RepositoryRef } & (
  | {
      /** The App came, the default branch moved, the repository was renamed, its owner's defaults changed, or sandboxes are looked after. */
      readonly type: 'installed' | 'live' | 'renamed' | 'defaults' | 'sandboxes';
    }
  /** A pull request may change the configuration. */
  | { readonly type: 'config-change'; readonly change: number; readonly head: Sha }
  /** A merge queue asks for the checks of a group. */
  | { readonly type: 'group'; readonly head: Sha; readonly base: Sha; readonly branch: string }
  /** A workflow run waits to deploy. */
  | {
      readonly type: 'deployment-asked';
      readonly run: number;
      readonly environment: string;
      readonly sha: Sha;
    }
  /** A deployment that a task waits for was answered. */
  | {
      readonly type: 'deployment-answered';
      readonly task: TaskKey;
      readonly deployment: number;
      readonly answer: DeploymentAnswer;
    }
);

/** A job in a task's performing lane. */
export interface OperationPayload {
  readonly task: TaskKey;
  readonly operation: Numbered;
}

/**
 * When to look at what is shown: `changed`, when the task did; `always`; `label`, `card` (with the label) and `check` also put those once
 * more, whatever was put there before, since somebody changed them by hand or asked for it.
 */
export type Look = 'changed' | 'always' | 'label' | 'card' | 'check';

/** A job in a task's saying lane. */
export type SayPayload =
  | {
      readonly type: 'project';
      readonly task: TaskKey;
      readonly node: string | null;
      readonly look: Look;
    }
  /** A comment with commands has arrived: said at once, before anything is decided. */
  | (AnswerTo & { readonly type: 'noticed'; readonly task: TaskKey; readonly by?: Login })
  | (AnswerTo & {
      readonly type: 'answer';
      readonly task: TaskKey | null;
      readonly by: Login;
      readonly done: boolean;
      readonly because: Because;
      readonly asked: Request['type'];
      readonly word: string | null;
    })
  | (AnswerTo & { readonly type: 'reply'; readonly body: string; readonly id: string })
  | { readonly type: 'call'; readonly task: TaskKey; readonly operation: Numbered }
  /** Something of the task was given up: whoever runs the server is called. */
  | { readonly type: 'help'; readonly task: TaskKey; readonly job: number }
  /** A second pull request of the task: its check says so, and it is told once. */
  | {
      readonly type: 'second';
      readonly task: TaskKey;
      readonly repository: RepositoryRef;
      readonly change: number;
      readonly head: string;
    };
