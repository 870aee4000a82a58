import type { Login, Instant, RepositoryRef, Sha } from '#process/task.js';

/**
 * GitHub as it is looked over for what no delivery told. Every look is one conditional request for each page: `null` when
 * nothing changed since the answer that `etag` names, which costs nothing of the hour's requests. Throws `GitHubFault`.
 */
export interface Lookout {
  /** The repositories of an installation, with the names that they have now. */
  lookAtInstallation(installation: number, etag: string | null): Look<readonly RepositoryRef[]>;
  /** What the repository is called now, and its default branch. */
  lookAtRepository(
    repository: RepositoryRef,
    etag: string | null,
  ): Look<{ readonly owner: string; readonly name: string; readonly defaultBranch: string }>;
  lookAtBranch(repository: RepositoryRef, branch: string, etag: string | null): Look<Sha>;
  /** Issues and pull requests that changed at `since` or later, the oldest change first. */
  lookAtIssues(repository: RepositoryRef, since: Instant, etag: string | null): Look<readonly SeenIssue[]>;
  /** Comments that changed at `since` or later, the oldest change first. */
  lookAtComments(
    repository: RepositoryRef,
    since: Instant,
    etag: string | null,
  ): Look<readonly SeenComment[]>;
  /** The hundred pull requests that changed last, and the others that changed at `since` or later; the newest change first. */
  lookAtChanges(repository: RepositoryRef, since: Instant, etag: string | null): Look<readonly SeenChange[]>;
  /** What people did to issues and pull requests after the event numbered `after` and at `since` or later, the newest first. */
  lookAtEvents(
    repository: RepositoryRef,
    from: { readonly after: number; readonly since: Instant },
    etag: string | null,
  ): Look<readonly SeenEvent[]>;
  /** A single issue; `gone`: it was deleted, or is in another repository. */
  lookAtIssue(repository: RepositoryRef, issue: number, etag: string | null): Look<'there' | 'gone'>;
  /** What a comment says; `null`: it was deleted. */
  lookAtComment(repository: RepositoryRef, comment: number, etag: string | null): Look<string | null>;
  /** Every review of a pull request that approves or asks for changes. */
  lookAtReviews(repository: RepositoryRef, change: number, etag: string | null): Look<readonly SeenReview[]>;
  /** What others' checks on a commit say: the same text as long as they say the same. */
  lookAtRuns(repository: RepositoryRef, head: Sha, etag: string | null): Look<string>;
  /** The same of its commit statuses. */
  lookAtStatuses(repository: RepositoryRef, head: Sha, etag: string | null): Look<string>;
}

export type Look<T> = Promise<{ readonly etag: string | null; readonly value: T } | null>;

export interface SeenIssue {
  readonly number: number;
  readonly isChange: boolean;
  readonly changed: Instant;
  readonly open: boolean;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

export interface SeenComment {
  readonly id: number;
  readonly node: string;
  /** The issue or pull request it stands on. */
  readonly number: number;
  readonly onChange: boolean;
  readonly by: Writer;
  readonly body: string;
  readonly written: Instant;
  readonly changed: Instant;
}

/** Whoever did something. `byHand` false: a bot, or a program with a person's token. */
export interface Writer {
  readonly login: Login;
  readonly byHand: boolean;
}

export interface SeenChange {
  readonly number: number;
  readonly by: Writer;
  readonly branch: string;
  readonly base: string;
  readonly head: Sha;
  readonly body: string;
  readonly draft: boolean;
  readonly open: boolean;
  readonly merged: boolean;
  readonly changed: Instant;
}

export type SeenEvent = {
  readonly id: number;
  readonly at: Instant;
  readonly by: Writer;
  /** The issue or pull request. */
  readonly number: number;
  readonly onChange: boolean;
} & (
  | { readonly event: 'labeled' | 'unlabeled'; readonly label: string }
  | { readonly event: 'closed' | 'reopened' }
  | { readonly event: 'review_dismissed'; readonly review: number }
);

export interface SeenReview {
  readonly id: number;
  readonly by: Writer;
  readonly state: 'approved' | 'changes_requested';
  readonly body: string;
  readonly commit: Sha;
  readonly at: Instant;
}
