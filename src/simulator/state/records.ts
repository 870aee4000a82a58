import type { Annotation } from './annotation.js';
import type { ProtectedRun } from './protected-run.js';
import type { Protection } from './protection.js';
import type { ReactionContent } from './reaction-contents.js';
import type { Ruleset } from './ruleset.js';

/** Everything the simulated GitHub remembers. Times are milliseconds since 1970; `nodeId` is the GraphQL id. */
import type { AttachedFile } from './attached-file.js';

export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';
export type Permission = 'read' | 'write' | 'admin';
export type Permissions = Record<string, Permission>;

export interface Account {
  id: number;
  nodeId: string;
  login: string;
  name: string | null;
  type: 'User' | 'Bot' | 'Organization';
  /** Of an organization: the logins of its members. */
  members: string[];
  teams: Team[];
  createdAt: number;
}

export interface Team {
  id: number;
  nodeId: string;
  name: string;
  slug: string;
  members: string[];
  pending: string[];
}

export interface Label {
  id: number;
  nodeId: string;
  name: string;
  color: string;
  description: string | null;
}

export interface Reaction {
  id: number;
  nodeId: string;
  content: ReactionContent;
  user: Account;
  createdAt: number;
}

export interface Comment {
  id: number;
  nodeId: string;
  issueNumber: number;
  body: string;
  author: Account;
  viaApp: boolean;
  createdAt: number;
  updatedAt: number;
  reactions: Reaction[];
  /** Set once the comment was hidden: OUTDATED, RESOLVED … */
  minimizedReason: string | null;
}

/** What an issue's timeline shows besides comments; `detail` holds the words of the event (label, title, sha …). */
export interface TimelineEvent {
  id: number;
  event: string;
  at: number;
  actor: Account;
  detail: Record<string, string>;
}

export interface Issue {
  id: number;
  nodeId: string;
  number: number;
  title: string;
  body: string | null;
  author: Account;
  viaApp: boolean;
  state: 'open' | 'closed';
  stateReason: 'completed' | 'not_planned' | 'reopened' | 'duplicate' | null;
  labels: Label[];
  assignees: Account[];
  comments: Comment[];
  reactions: Reaction[];
  timeline: TimelineEvent[];
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  closedBy: Account | null;
  /** Set when the issue is a pull request. */
  pull: Pull | null;
}

export interface Pull {
  id: number;
  nodeId: string;
  headRef: string;
  /** The fork that the head is a branch of; null: this very repository. */
  fork: RepositoryState | null;
  headSha: string;
  baseRef: string;
  /** Tip of the base branch when the pull request was opened or last synchronised. */
  baseSha: string;
  draft: boolean;
  /** null while GitHub is still computing it. */
  mergeable: boolean | null;
  /** refs/pull/N/merge */
  testMergeSha: string | null;
  merged: { at: number; by: Account; sha: string; before: string | null } | null;
  requestedReviewers: Account[];
  requestedTeams: Team[];
  reviews: Review[];
  size: ChangeSize;
}

/** Size of a change, as git counts it. */
export interface ChangeSize {
  commits: number;
  additions: number;
  deletions: number;
  changedFiles: number;
}

export interface PullRequest extends Issue {
  pull: Pull;
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';

export interface Review {
  id: number;
  nodeId: string;
  author: Account;
  state: ReviewState;
  body: string;
  commitSha: string;
  submittedAt: number;
}

export interface AppIdentity {
  id: number;
  nodeId: string;
  slug: string;
  name: string;
  owner: Account;
  /** The account the app acts as, `slug[bot]`. */
  bot: Account;
  permissions: Permissions;
  events: string[];
  createdAt: number;
}

export type CheckStatus = 'queued' | 'in_progress' | 'completed';
export type CheckConclusion =
  'action_required' | 'cancelled' | 'failure' | 'neutral' | 'success' | 'skipped' | 'stale' | 'timed_out';

/** Who wrote or committed a commit, and when. */
export interface Signature {
  name: string;
  email: string;
  /** ISO 8601. */
  date: string;
}

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

export interface CheckSuite {
  id: number;
  nodeId: string;
  headSha: string;
  headCommit: Commit;
  headBranch: string | null;
  app: AppIdentity;
  createdAt: number;
  updatedAt: number;
}

export interface CheckRun {
  id: number;
  nodeId: string;
  name: string;
  headSha: string;
  status: CheckStatus;
  conclusion: CheckConclusion | null;
  startedAt: number;
  completedAt: number | null;
  externalId: string;
  detailsUrl: string | null;
  output: { title: string | null; summary: string | null; text: string | null; annotations: Annotation[] };
  actions: { label: string; description: string; identifier: string }[];
  suite: CheckSuite;
  app: AppIdentity;
}

export interface CommitStatus {
  id: number;
  nodeId: string;
  sha: string;
  context: string;
  state: 'error' | 'failure' | 'pending' | 'success';
  description: string | null;
  targetUrl: string | null;
  creator: Account;
  createdAt: number;
}

export const deploymentStates = [
  'error',
  'failure',
  'inactive',
  'in_progress',
  'queued',
  'pending',
  'success',
] as const;
export type DeploymentState = (typeof deploymentStates)[number];

export interface DeploymentStatus {
  id: number;
  nodeId: string;
  state: DeploymentState;
  description: string;
  environment: string;
  environmentUrl: string;
  logUrl: string;
  creator: Account;
  viaApp: boolean;
  createdAt: number;
}

export interface Deployment {
  id: number;
  nodeId: string;
  sha: string;
  ref: string;
  task: string;
  environment: string;
  description: string | null;
  payload: unknown;
  transient: boolean;
  production: boolean;
  creator: Account;
  viaApp: boolean;
  createdAt: number;
  updatedAt: number;
  /** Oldest first. */
  statuses: DeploymentStatus[];
}

export interface Environment {
  id: number;
  nodeId: string;
  name: string;
  createdAt: number;
  updatedAt: number;
}

export interface Release {
  id: number;
  nodeId: string;
  tagName: string;
  targetCommitish: string;
  name: string | null;
  body: string | null;
  draft: boolean;
  prerelease: boolean;
  makeLatest: 'true' | 'false' | 'legacy';
  author: Account;
  createdAt: number;
  publishedAt: number | null;
  assets: (AttachedFile & { uploader: Account })[];
}

/** A pull request in a merge queue, at `head`: its `group` is built on `base` (the branch, or the group before) at `ref`. */
export interface QueueEntry {
  nodeId: string;
  issue: PullRequest;
  by: Account;
  head: string;
  base: string;
  group: string;
  ref: string;
  enqueuedAt: number;
}

export interface RepositoryState {
  id: number;
  nodeId: string;
  owner: Account;
  name: string;
  private: boolean;
  defaultBranch: string;
  /** What it is a fork of. */
  parent: RepositoryState | null;
  /** Numbers are given once, also when an issue is deleted. */
  lastNumber: number;
  /** A bare git repository. */
  gitDirectory: string;
  /** By lower-case login. */
  collaborators: Map<string, Role>;
  labels: Label[];
  /** Issues and pull requests share one numbering. */
  issues: Map<number, Issue>;
  checkSuites: CheckSuite[];
  checkRuns: CheckRun[];
  statuses: CommitStatus[];
  deployments: Deployment[];
  environments: Environment[];
  protectedRuns: ProtectedRun[];
  releases: Release[];
  /** By branch name. */
  protections: Map<string, Protection>;
  mergeQueue: QueueEntry[];
  rulesets: Ruleset[];
  createdAt: number;
  updatedAt: number;
  pushedAt: number;
  /** Changes of one repository happen one after the other: the end of the last one begun. */
  lane: Promise<unknown>;
}

export interface Installation {
  id: number;
  nodeId: string;
  account: Account;
  repositoryIds: Set<number>;
  permissions: Permissions;
  events: string[];
  createdAt: number;
  updatedAt: number;
}

export interface InstallationToken {
  value: string;
  installation: Installation;
  permissions: Permissions;
  /** null: every repository of the installation. */
  repositoryIds: Set<number> | null;
  /** A workflow's token acts as this bot; the others as the App's. */
  bot?: Account;
  expiresAt: number;
}
