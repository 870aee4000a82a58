import type { ContinuousIntegration, DeployStatusOptions } from './continuous-integration.js';
import type {
  CheckConclusion,
  CheckStatus,
  DeploymentState,
  Permissions,
  ReviewState,
  Role,
} from './state/records.js';
import type { RunnerOptions, WorkflowRunner } from './state/workflow-run.js';

/** How the simulated GitHub is started: the one App it knows, and where its git repositories live. */
export interface GitHubOptions {
  app: {
    id: number;
    slug: string;
    /** PEM; verifies the App's JWTs (RS256). */
    publicKey: string;
    webhookSecret: string;
    /** As `default_permissions` of the App manifest. */
    permissions: Permissions;
    /** As `default_events` of the App manifest. */
    events: string[];
  };
  directory: string;
  /** Milliseconds since 1970; the wall clock by default. */
  now?: () => number;
  /** 0, the default, takes a free port. Always on 127.0.0.1. */
  port?: number;
  /** One hour by default. */
  tokenLifetimeMs?: number;
  /** How long every API request waits before it is served: the way to GitHub and back. 0 by default. */
  latencyMs?: number;
}

export interface GitHub {
  /** Web address; REST is under `/api/v3`, GraphQL at `/api/graphql`, git at `/{owner}/{repo}.git`. */
  readonly url: string;
  /** `127.0.0.1:port`, the value for `GHE_HOST` (with `GHE_PROTOCOL=http`). */
  readonly host: string;
  deliverTo(url: string): void;
  addUser(login: string, options?: { name?: string; type?: 'User' | 'Bot' }): void;
  addOrganization(login: string, options?: OrganizationOptions): void;
  createRepository(options: RepositoryOptions): Promise<Repository>;
  /** As createRepository, with the files (and executable bits) of a directory. */
  createRepositoryFromDirectory(
    options: Omit<RepositoryOptions, 'files'> & { directory: string },
  ): Promise<Repository>;
  repository(fullName: string): Repository;
  /** Installs the App and delivers `installation.created`. */
  install(options: { account: string; repositories: string[] }): Promise<{ id: number }>;
  /** A person at the web interface; each of its actions is refused with GitHub's reason when the person may not. */
  as(login: string): Actor;
  /** Continuous integration: another App, `github-actions`. */
  ci(repository: string): ContinuousIntegration;
  /**
   * Runs the workflows of a repository on this machine, where `on: deployment` asks for it: steps with `run`, and
   * `actions/checkout`. `settled` waits for what runs.
   */
  runWorkflows(repository: string, options: RunnerOptions): WorkflowRunner;
  /** Every API request of the App, oldest first. */
  readonly requests: RequestRecord[];
  /** Requests to endpoints that the simulator does not have (answered 501). */
  readonly unknown: RequestRecord[];
  readonly deliveries: DeliveryRecord[];
  /** Resolves when no webhook is in flight and nothing is being computed. */
  settled(): Promise<void>;
  /** Looks again at each change of state; rejects naming `what` and the last requests. */
  until<T>(look: () => T | undefined | null | false, options?: UntilOptions): Promise<T>;
  readonly faults: {
    add(fault: Fault): void;
    clear(): void;
    /** From now on `policy` is asked about each request that no added fault is for; `null`: about none. */
    decideBy(policy: FaultPolicy | null): void;
  };
  readonly webhooks: WebhookControls;
  close(): Promise<void>;
}

export interface UntilOptions {
  timeoutMs?: number;
  what?: string;
}

export interface OrganizationOptions {
  members?: string[];
  teams?: Record<string, { members: string[]; pending?: string[] }>;
}

export type FileContent = string | { content: string; mode: '100644' | '100755' };

export interface RepositoryOptions {
  owner: string;
  name: string;
  private?: boolean;
  files: Record<string, FileContent>;
  collaborators?: Record<string, Exclude<Role, 'none'>>;
  defaultBranch?: string;
}

export interface RequestRecord {
  at: number;
  method: string;
  /** `POST /repos/{owner}/{repo}/issues/{issue_number}/comments`; method and path for an unknown endpoint. */
  route: string;
  path: string;
  status: number;
  /** Header `x-greenlight-cause`. */
  cause?: string;
  /** What the request counts towards GitHub's secondary rate limit. */
  points: number;
  installationId?: number;
  body: unknown;
  response: unknown;
}

export interface DeliveryRecord {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  delivered_at: string;
  redelivery: boolean;
  /** What the receiver answered; 0 when it did not. */
  status_code: number;
  status: string;
  /** Seconds. */
  duration: number;
  installation_id: number | null;
  repository_id: number | null;
  url: string;
  headers: Record<string, string>;
  payload: Record<string, unknown>;
}

/** What a request meets instead of its answer; a function runs before the request is served. */
export type FaultEffect =
  | { status: number; body?: unknown; headers?: Record<string, string> }
  | 'drop'
  | 'drop-after-doing'
  | { delayMs: number }
  /** Done at once, and answered late. */
  | { answerAfterMs: number }
  | (() => Promise<void> | void);

export interface Fault {
  /** As in RequestRecord, without the query. */
  route: string;
  /** The first matching request that meets it, counted from 1 (default) from when the fault was added. */
  nth?: number;
  /** How many requests in a row meet it: 1 by default. */
  times?: number;
  then: FaultEffect;
}

/** What a request meets; `null`: nothing. */
export type FaultPolicy = (request: { route: string; cause: string | undefined }) => FaultEffect | null;

/** When each copy of a delivery is sent, in milliseconds from now: `[]` never, `[0, 500]` twice. */
export type DeliveryPolicy = (delivery: { event: string; action: string | null }) => readonly number[];

export interface DeliveryMatch {
  event?: string;
  action?: string;
  /** How many deliveries are meant: 1 by default. */
  times?: number;
}

export interface WebhookControls {
  /** Holds deliveries back until resume. */
  pause(): void;
  resume(): void;
  /** The next deliveries that match never arrive; they can be redelivered. */
  drop(match: DeliveryMatch): void;
  /** The next deliveries that match arrive twice. */
  duplicate(match: DeliveryMatch): void;
  /** Puts the deliveries held back by pause in another order; `random` returns 0 … 1. */
  shuffle(random: () => number): void;
  /** From now on `policy` says when deliveries are sent, and how often; `null`: at once, and once. */
  sendBy(policy: DeliveryPolicy | null): void;
  /** Sends a delivery once more, as the "Redeliver" button does. */
  redeliver(guid: string): Promise<void>;
}

export interface Actor {
  readonly login: string;
  /** A personal access token, for the API and for git. */
  token(): string;
  /** A clone URL with this person's token, for `git clone` and `git push`. */
  cloneUrl(repository: string): string;
  openIssue(
    repository: string,
    fields: { title: string; body?: string; labels?: string[] },
  ): Promise<{ number: number }>;
  editIssue(repository: string, number: number, fields: { title?: string; body?: string }): Promise<void>;
  closeIssue(repository: string, number: number, reason?: 'completed' | 'not_planned'): Promise<void>;
  reopenIssue(repository: string, number: number): Promise<void>;
  assign(repository: string, number: number, logins: string[]): Promise<void>;
  addLabel(repository: string, number: number, name: string): Promise<void>;
  removeLabel(repository: string, number: number, name: string): Promise<void>;
  comment(repository: string, number: number, body: string): Promise<{ id: number }>;
  editComment(repository: string, commentId: number, body: string): Promise<void>;
  deleteComment(repository: string, commentId: number): Promise<void>;
  push(repository: string, push: PushOptions): Promise<{ sha: string }>;
  /** Merges locally, with the given contents where files conflict, and pushes. */
  mergeBranch(repository: string, merge: MergeBranchOptions): Promise<{ sha: string }>;
  deleteBranch(repository: string, branch: string): Promise<void>;
  protectBranch(
    repository: string,
    branch: string,
    rules: {
      requiredChecks: { context: string; appId?: number }[];
      /** Merges go through a merge queue, by this method. */
      mergeQueue?: 'merge' | 'squash' | 'rebase' | null;
    },
  ): Promise<void>;
  openPullRequest(repository: string, fields: OpenPullRequestOptions): Promise<{ number: number }>;
  editPullRequest(
    repository: string,
    number: number,
    fields: { title?: string; body?: string; base?: string },
  ): Promise<void>;
  markReady(repository: string, number: number): Promise<void>;
  convertToDraft(repository: string, number: number): Promise<void>;
  closePullRequest(repository: string, number: number): Promise<void>;
  reopenPullRequest(repository: string, number: number): Promise<void>;
  requestReview(repository: string, number: number, logins: string[]): Promise<void>;
  review(repository: string, number: number, review: ReviewOptions): Promise<{ id: number }>;
  dismissReview(repository: string, number: number, reviewId: number, message?: string): Promise<void>;
  mergePullRequest(
    repository: string,
    number: number,
    options?: { method?: 'merge' | 'squash' | 'rebase' },
  ): Promise<{ sha: string }>;
  /** "Merge when ready": puts the pull request into the merge queue of its base. */
  enqueue(repository: string, number: number): Promise<void>;
  /** Makes a fork of the person's own. Its pull requests come from `login:branch`. */
  fork(repository: string): Promise<{ fullName: string }>;
  renameRepository(repository: string, name: string): Promise<void>;
  deleteIssue(repository: string, number: number): Promise<void>;
  /** Resolves to the number that the issue has in `to`. */
  transferIssue(repository: string, number: number, to: string): Promise<{ number: number }>;
  clickCheckAction(repository: string, checkRunId: number, identifier: string): Promise<void>;
  rerequestCheck(repository: string, checkRunId: number): Promise<void>;
  rerequestCheckSuite(repository: string, checkSuiteId: number): Promise<void>;
  addToTeam(organization: string, team: string, login: string): void;
  removeFromTeam(organization: string, team: string, login: string): void;
  deployStatus(
    repository: string,
    deploymentId: number,
    status: DeployStatusOptions,
  ): Promise<{ id: number }>;
}

export interface PushOptions {
  branch: string;
  /** null deletes the file; a plain string keeps the mode the file has. */
  files: Record<string, FileContent | null>;
  message: string;
  /** Where a new branch starts (the default branch), or what a forced push starts over from: branch or SHA. */
  from?: string;
  force?: boolean;
}

export interface MergeBranchOptions {
  into: string;
  from: string;
  resolve?: Record<string, string>;
  message?: string;
}

export interface OpenPullRequestOptions {
  head: string;
  base?: string;
  title: string;
  body?: string;
  draft?: boolean;
}

export interface ReviewOptions {
  event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';
  body?: string;
  /** The commit that was looked at; the head by default. */
  commit?: string;
}

export interface IssueView {
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  state_reason: string | null;
  labels: string[];
  assignees: string[];
  author: string;
  comments: CommentView[];
  reactions: ReactionView[];
}

export interface CommentView {
  id: number;
  author: string;
  body: string;
  reactions: ReactionView[];
  minimized: boolean;
}

export interface ReactionView {
  content: string;
  user: string;
}

export interface PullView extends IssueView {
  head: { ref: string; sha: string };
  base: { ref: string; sha: string };
  draft: boolean;
  mergeable: boolean | null;
  merged: boolean;
  merge_commit_sha: string | null;
  requestedReviewers: string[];
  reviews: { id: number; author: string; state: ReviewState; body: string; commit: string }[];
}

export interface CheckView {
  id: number;
  name: string;
  app: string;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  external_id: string;
  details_url: string | null;
  actions: { label: string; description: string; identifier: string }[];
  annotations: { path: string; startLine: number; level: string; message: string }[];
}

export interface DeploymentView {
  id: number;
  sha: string;
  ref: string;
  task: string;
  environment: string;
  payload: unknown;
  /** Oldest first. */
  statuses: { state: DeploymentState; description: string; environment_url: string; log_url: string }[];
}

export interface ReleaseView {
  id: number;
  tag_name: string;
  target_commitish: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  assets: { name: string; content_type: string; text: string }[];
}

/** A repository as a person sees it: always the current state. */
export interface Repository {
  readonly id: number;
  readonly fullName: string;
  readonly gitDirectory: string;
  /** Runs git in the bare repository; resolves to its output without the last line break. */
  git(...args: string[]): Promise<string>;
  read(ref: string, path: string): Promise<string | null>;
  issue(number: number): IssueView;
  issues(): IssueView[];
  pull(number: number): PullView;
  pulls(): PullView[];
  checks(sha: string): CheckView[];
  deployments(): DeploymentView[];
  environments(): string[];
  /** What a workflow run that wants to deploy was told. */
  protectedRun(id: number): { sha: string; state: 'waiting' | 'approved' | 'rejected'; comment: string };
  releases(): ReleaseView[];
  tags(): Promise<{ name: string; sha: string }[]>;
  labels(): { name: string; color: string; description: string | null }[];
}
