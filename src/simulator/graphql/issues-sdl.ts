import { page } from './page-sdl.js';

/** What an issue and a pull request have in common. */
const both = `
  assignees(${page}): UserConnection!
  author: Actor
  body: String!
  closed: Boolean!
  closedAt: DateTime
  comments(${page}): IssueCommentConnection!
  createdAt: DateTime!
  databaseId: Int
  id: ID!
  labels(${page}): LabelConnection
  number: Int!
  repository: Repository!
  title: String!
  updatedAt: DateTime!
  url: URI!`;

const timeline = (of: string): string => `timelineItems(
    ${page}, itemTypes: [${of}TimelineItemsItemType!]
  ): ${of}TimelineItemsConnection!`;

/** Of what a timeline holds, labels and comments alone. */
const timelineTypes = (of: string): string => `
type ${of}TimelineItemsConnection {
  nodes: [${of}TimelineItems]
  pageInfo: PageInfo!
  totalCount: Int!
}

union ${of}TimelineItems = IssueComment | LabeledEvent | UnlabeledEvent

enum ${of}TimelineItemsItemType {
  ISSUE_COMMENT
  LABELED_EVENT
  UNLABELED_EVENT
}
`;

const labelEvent = `implements Node {
  actor: Actor
  createdAt: DateTime!
  id: ID!
  label: Label!
}`;

/** Issues, pull requests, their labels and comments. */
export const issuesSdl = `
interface Labelable {
  labels(${page}): LabelConnection
}

union IssueOrPullRequest = Issue | PullRequest

type Issue implements Labelable & Node {${both}
  state: IssueState!
  stateReason(enableDuplicate: Boolean = false): IssueStateReason
  ${timeline('Issue')}
}
${timelineTypes('Issue')}
type LabeledEvent ${labelEvent}

type UnlabeledEvent ${labelEvent}

type IssueConnection {
  nodes: [Issue]
  pageInfo: PageInfo!
  totalCount: Int!
}

enum IssueState {
  CLOSED
  OPEN
}

enum IssueStateReason {
  COMPLETED
  DUPLICATE
  NOT_PLANNED
  REOPENED
}

type PullRequest implements Labelable & Node {${both}
  additions: Int!
  baseRef: Ref
  baseRefName: String!
  baseRefOid: GitObjectID!
  changedFiles: Int!
  closingIssuesReferences(${page}): IssueConnection
  commits(${page}): PullRequestCommitConnection!
  deletions: Int!
  headRef: Ref
  headRefName: String!
  headRefOid: GitObjectID!
  isCrossRepository: Boolean!
  isDraft: Boolean!
  isInMergeQueue: Boolean!
  isMergeQueueEnabled: Boolean!
  mergeCommit: Commit
  mergeable: MergeableState!
  merged: Boolean!
  mergedAt: DateTime
  mergedBy: Actor
  potentialMergeCommit: Commit
  state: PullRequestState!
  ${timeline('PullRequest')}
}
${timelineTypes('PullRequest')}
type PullRequestConnection {
  nodes: [PullRequest]
  pageInfo: PageInfo!
  totalCount: Int!
}

enum PullRequestState {
  CLOSED
  MERGED
  OPEN
}

enum MergeableState {
  CONFLICTING
  MERGEABLE
  UNKNOWN
}

type PullRequestCommitConnection {
  nodes: [PullRequestCommit]
  pageInfo: PageInfo!
  totalCount: Int!
}

type PullRequestCommit implements Node {
  commit: Commit!
  id: ID!
  pullRequest: PullRequest!
}

type Label implements Node {
  color: String!
  description: String
  id: ID!
  name: String!
  repository: Repository!
  url: URI!
}

type LabelConnection {
  nodes: [Label]
  pageInfo: PageInfo!
  totalCount: Int!
}

interface Minimizable {
  isMinimized: Boolean!
  minimizedReason: String
}

type IssueComment implements Minimizable & Node {
  author: Actor
  body: String!
  createdAt: DateTime!
  databaseId: Int
  id: ID!
  isMinimized: Boolean!
  minimizedReason: String
  repository: Repository!
  updatedAt: DateTime!
  url: URI!
}

type IssueCommentConnection {
  nodes: [IssueComment]
  pageInfo: PageInfo!
  totalCount: Int!
}
`;
