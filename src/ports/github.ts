import type { Budgets } from './budgets.js';
import type { Seen } from '#process/facts.js';
import type { DeploymentAnswer } from './deployment-answers.js';
import type { Lookout } from './lookout.js';
import type { Instant, Login, RepositoryRef, Sha } from '#process/task.js';

/**
 * `gate`: what decides whether something ships, or cannot be taken back once begun; it goes first, and the last fifth of every budget is
 * kept for it. `cosmetic`: nobody is held up when it comes later. `ordinary`: everything else.
 */
export type Priority = 'gate' | 'ordinary' | 'cosmetic';

/** How requests wait for room: never after `signal`, and `onWait` hears when one begins to wait and when it ends. */
export interface Patience {
  readonly signal: AbortSignal;
  readonly onWait: (waits: boolean) => void;
}

/**
 * GitHub as Greenlight uses it. Every method costs one request unless it says otherwise. Throws `GitHubFault` (errors/)
 * and nothing else for what GitHub or the network refuses.
 */
export interface GitHub extends Lookout {
  /**
   * Names what the requests made inside `work` are for; sent as the header `x-greenlight-cause`. `priority`: how much they matter
   * when GitHub's limits leave little room, else as around it, else `ordinary`.
   */
  withCause<T>(cause: string, work: () => Promise<T>, priority?: Priority): Promise<T>;
  /** How the requests made inside `work` wait for room. */
  withPatience<T>(patience: Patience, work: () => Promise<T>): Promise<T>;
  /** What is left to each installation that asked anything since the process began. No request. */
  budgets(): readonly Budgets[];
  /** Issue, change, live and configuration, read together. `change` null: the task has no pull request yet. */
  loadSnapshot(
    repository: RepositoryRef,
    subject: { issue: number; change: number | null },
  ): Promise<Snapshot>;
  /** The repository's configuration file on its default branch, and that branch's head. */
  loadConfig(repository: RepositoryRef): Promise<ConfigFile>;
  /** The configuration file in the repository `.github` of the same owner; `null`: there is none, or the App may not see it. */
  loadDefaults(repository: RepositoryRef): Promise<DefaultsFile | null>;
  /** The person's role on the repository; `none` for strangers and for anything that is not a person. Cached for a minute. */
  loadPermission(repository: RepositoryRef, login: Login, look?: Freshness): Promise<Permission>;
  /** Whether the person is an active member of `@org/team`. Cached for a minute. */
  isTeamMember(
    repository: RepositoryRef,
    team: { org: string; slug: string },
    login: Login,
    look?: Freshness,
  ): Promise<boolean>;
  /** What is cached of people of an installation is asked again: a team or an access changed. No request. */
  forgetPeople(installation: number): void;

  createComment(
    repository: RepositoryRef,
    number: number,
    body: string,
  ): Promise<{ id: number; node: string; url: string }>;
  updateComment(repository: RepositoryRef, comment: number, body: string): Promise<void>;
  deleteComment(repository: RepositoryRef, comment: number): Promise<void>;
  /** The App's own comment that contains `marker`; reads every page. */
  findComment(
    repository: RepositoryRef,
    number: number,
    marker: string,
  ): Promise<{ id: number; node: string } | null>;
  /** Leaves a reaction on a comment, by its node id; leaving it twice leaves one. */
  react(repository: RepositoryRef, comment: string, reaction: Reaction): Promise<void>;
  /**
   * Adds and removes labels, closes or reopens the issue and rewrites a comment, all in one request (GraphQL, several mutations);
   * labels that are not named stay as they are. Node ids of labels are remembered; a label that is not there yet is made first.
   * A fault of kind `gone`: the comment was deleted; the rest may have been done.
   */
  moveIssue(
    repository: RepositoryRef,
    issue: { number: number; node: string },
    change: IssueChange,
  ): Promise<void>;
  /**
   * Assigns people to the issue, and returns whom GitHub took: it leaves out those without access. `again`: they were assigned before,
   * so that is taken back first, else nobody hears of it (2 requests).
   */
  assign(
    repository: RepositoryRef,
    issue: number,
    people: { logins: readonly Login[]; again: boolean },
  ): Promise<readonly Login[]>;
  openIssue(
    repository: RepositoryRef,
    issue: { title: string; body: string },
  ): Promise<{ number: number; url: string }>;
  /** The number of the App's own issue that contains `marker`, among the newest hundred issues and pull requests. */
  findIssue(repository: RepositoryRef, marker: string): Promise<number | null>;
  /** Makes the label, or gives it this colour and description. Up to 2 requests. */
  putLabel(repository: RepositoryRef, label: LabelLook): Promise<void>;
  /** Asks for reviews. `again`: they were asked before, so the old request is taken back first, else nobody hears of it (2 requests). */
  requestReview(
    repository: RepositoryRef,
    change: number,
    reviewers: { users: readonly Login[]; teams: readonly string[]; again: boolean },
  ): Promise<void>;
  /** Issues of the same repository that merging the pull request would close, by keyword or by GitHub's "Development" link. */
  linkedIssues(repository: RepositoryRef, change: number): Promise<readonly number[]>;
  /** Creates the check run `greenlight` on `head` when `id` is null, else updates it. */
  putCheck(repository: RepositoryRef, check: CheckRun): Promise<{ id: number }>;
  /**
   * The configuration file before and after a pull request at this head; `null`: it does not change it, is closed, has another
   * head by now, or is not meant for the default branch. One request, and one more when the file differs.
   */
  loadConfigChange(
    repository: RepositoryRef,
    subject: { change: number; head: Sha },
  ): Promise<{ before: ConfigFile; after: string | null } | null>;
  /** Creates the check run `greenlight/config`, with a note at each line that is wrong. */
  putConfigCheck(
    repository: RepositoryRef,
    check: {
      head: Sha;
      works: boolean;
      title: string;
      summary: string;
      problems: readonly { line: number; message: string }[];
    },
  ): Promise<void>;

  /** Makes a branch at `sha`; a branch of that name that already stands is left as it is. */
  createBranch(repository: RepositoryRef, name: string, sha: Sha): Promise<void>;
  /** Merges `head` into `base` on a scratch branch of Greenlight's own; nobody's branch moves. Up to 4 requests. */
  mergeOnScratch(
    repository: RepositoryRef,
    merge: { branch: string; base: Sha; head: Sha; message: string },
  ): Promise<ScratchMerge>;
  /** Deletes a branch; one that is gone already is fine. */
  deleteBranch(repository: RepositoryRef, name: string): Promise<void>;
  /** Merges the pull request if its head is still `head`. Returns the merge commit and its tree. */
  mergeChange(
    repository: RepositoryRef,
    merge: { node: string; head: Sha; title: string; method: 'merge' | 'squash' | 'rebase' },
  ): Promise<MergeResult>;
  /** Puts the pull request into the merge queue of its base, if its head is still `head`. */
  enqueueChange(
    repository: RepositoryRef,
    entry: { node: string; head: Sha },
  ): Promise<Exclude<MergeResult, { kind: 'merged' }> | { readonly kind: 'queued' }>;
  /** Opens the pull request that takes a merged one out again; GitHub makes its branch. */
  revertChange(
    repository: RepositoryRef,
    revert: { node: string; title: string; body: string },
  ): Promise<{ number: number }>;
  /** The newest pull request of the App's own whose text contains `marker`; looks at the last hundred. */
  findChange(repository: RepositoryRef, marker: string): Promise<{ number: number } | null>;
  /** What stands in the merge queue of a branch, in its order; `group` is the commit that the queue would merge for each. */
  loadMergeQueue(repository: RepositoryRef, branch: string): Promise<readonly QueueEntry[]>;

  createDeployment(repository: RepositoryRef, deployment: NewDeployment): Promise<{ id: number }>;
  setDeploymentStatus(repository: RepositoryRef, deployment: number, status: DeploymentStatus): Promise<void>;
  /** Deployments of an environment, newest first, one page. */
  listDeployments(
    repository: RepositoryRef,
    environment: string,
  ): Promise<readonly { id: number; sha: Sha; task: string; operation: string | null }[]>;

  /** What others said of a deployment, newest first, one page. */
  listDeploymentAnswers(repository: RepositoryRef, deployment: number): Promise<readonly DeploymentAnswer[]>;
  /** Whether the workflows of `commit` are, byte for byte, those of `as`. */
  hasSameWorkflows(repository: RepositoryRef, workflows: { commit: Sha; as: Sha }): Promise<boolean>;

  /**
   * Makes every deployment of an environment inactive, deletes them, and the environment where the App may: `kept` where it may not.
   * 2 requests for every fifty deployments, and one.
   */
  removeEnvironment(repository: RepositoryRef, environment: string): Promise<'gone' | 'kept'>;
  /** Names of the environments that the newest hundred deployments are of. An environment without a deployment is not among them. */
  listEnvironments(repository: RepositoryRef): Promise<readonly string[]>;

  /** Answers a workflow run that waits for Greenlight before it deploys to an environment. */
  reviewDeployment(
    repository: RepositoryRef,
    review: { run: number; environment: string; approved: boolean; comment: string },
  ): Promise<void>;
  /** The tree of a commit; `null` when the repository has none such. */
  loadTree(repository: RepositoryRef, sha: Sha): Promise<Sha | null>;

  findRelease(repository: RepositoryRef, tag: string): Promise<FoundRelease | null>;
  draftRelease(
    repository: RepositoryRef,
    release: { tag: string; target: Sha; name: string; body: string },
  ): Promise<Pick<FoundRelease, 'id' | 'uploadTo' | 'files'>>;
  /** Attaches a file, whose name must be free. */
  attachFile(
    repository: RepositoryRef,
    release: Pick<FoundRelease, 'uploadTo'>,
    file: ReleaseFile,
  ): Promise<void>;
  /** Takes a file away; one that is gone already is fine. */
  removeFile(repository: RepositoryRef, file: number): Promise<void>;
  publishRelease(repository: RepositoryRef, release: { id: number; body: string }): Promise<{ url: string }>;
  /** The messages of the change's commits, oldest first; GitHub tells of at most 250. One request for each hundred. */
  loadMessages(repository: RepositoryRef, change: number): Promise<readonly string[]>;

  /** Where git can read the repository, and the token to read it with (valid for minutes). No request while the token is fresh. */
  gitSource(repository: RepositoryRef): Promise<GitSource>;
}

/** `fresh`: whatever is remembered of a person does not count. */
export type Freshness = 'remembered' | 'fresh';
export type Permission = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';
export type Reaction = '+1' | '-1' | 'confused' | 'eyes' | 'rocket';

export interface Snapshot {
  readonly seen: Omit<Seen, 'issue'> & { readonly issue: IssueSnapshot };
  readonly issueNode: string;
  readonly changeNode: string | null;
  /** Every check on the change's head; `seen.change.checks` is computed from the required ones, `greenlight` left out. */
  readonly checks: readonly {
    readonly name: string;
    readonly state: 'green' | 'pending' | 'failing';
    readonly required: boolean;
  }[];
  /** Tag of the newest published release. */
  readonly latestRelease: string | null;
  /** The pull request's merge commit, when it was merged. */
  readonly merged: { readonly sha: Sha; readonly tree: Sha } | null;
  /** Whether the base of the change takes merges only through a merge queue. */
  readonly mergeQueue: boolean;
  readonly liveTree: Sha;
  readonly defaultBranch: string;
  readonly config: ConfigFile;
}

export interface IssueSnapshot {
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  readonly labels: readonly string[];
  /**
   * The newest of the labels that were put on, oldest first; `at` by GitHub's clock, to the second; `after`: the issue's comments that
   * were written in the same second before it.
   */
  readonly labeled: readonly {
    readonly name: string;
    readonly at: Instant;
    readonly after: readonly number[];
  }[];
  readonly author: Login;
  readonly url: string;
}

/** `text` null: the file does not exist. `blob` is its git object id: the same blob is the same text. */
export interface ConfigFile {
  readonly blob: Sha | null;
  readonly text: string | null;
  /** Head of the default branch it was read from. */
  readonly commit: Sha;
}

/** As {@link ConfigFile}; `blob` tells one text from another. */
export interface DefaultsFile {
  readonly blob: string;
  readonly text: string;
}

export interface LabelLook {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly description: string;
}

export interface IssueChange {
  readonly add: readonly LabelLook[];
  readonly remove: readonly string[];
  readonly state?: 'completed' | 'not_planned' | 'reopened';
  readonly comment?: { readonly node: string; readonly body: string };
}

export interface CheckRun {
  readonly id: number | null;
  readonly head: Sha;
  readonly state: 'waiting' | 'green' | 'blocked';
  readonly title: string;
  readonly summary: string;
  readonly detailsUrl: string | null;
  /** At most three; GitHub shows them on a run that is completed, so a waiting check with buttons asks for an action. */
  readonly buttons: readonly CheckRunButton[];
}

export interface CheckRunButton {
  readonly identifier: string;
  /** At most 20 characters. */
  readonly label: string;
  /** At most 40 characters. */
  readonly description: string;
}

export type ScratchMerge =
  { readonly kind: 'merged'; readonly sha: Sha; readonly tree: Sha } | { readonly kind: 'conflict' };

export type MergeResult =
  | { readonly kind: 'merged'; readonly sha: Sha; readonly tree: Sha }
  /** GitHub will not merge, in GitHub's words. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'head-moved' };

export interface QueueEntry {
  readonly change: number;
  readonly head: Sha;
  /** `null`: the queue has not made it yet. */
  readonly group: Sha | null;
}

export interface NewDeployment {
  readonly sha: Sha;
  readonly task: string;
  readonly environment: string;
  readonly production: boolean;
  readonly description: string;
  /** `operation` is found again by {@link GitHub.listDeployments}. */
  readonly payload: Readonly<Record<string, unknown>> & { readonly operation: string };
}

export interface DeploymentStatus {
  readonly state: 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';
  readonly description: string;
  readonly environmentUrl?: string;
  readonly logUrl?: string;
}

export interface FoundRelease {
  readonly id: number;
  readonly url: string;
  readonly draft: boolean;
  readonly target: string;
  /** Where its files are sent: GitHub’s own template, `…/assets{?name,label}`. */
  readonly uploadTo: string;
  /** What is attached, also what broke off while it was uploaded. */
  readonly files: readonly { readonly id: number; readonly name: string }[];
}

/** A file to attach to a release. */
export interface ReleaseFile {
  /** Letters, digits, hyphens and points: GitHub renames everything else. */
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

export interface GitSource {
  readonly url: string;
  readonly token: string;
}
