import { page } from './page-sdl.js';

/** What Apps and commit statuses report on a commit. */
export const checksSdl = `
type StatusCheckRollup implements Node {
  contexts(${page}): StatusCheckRollupContextConnection!
  id: ID!
  state: StatusState!
}

type StatusCheckRollupContextConnection {
  checkRunCount: Int!
  nodes: [StatusCheckRollupContext]
  pageInfo: PageInfo!
  statusContextCount: Int!
  totalCount: Int!
}

union StatusCheckRollupContext = CheckRun | StatusContext

interface RequirableByPullRequest {
  isRequired(pullRequestId: ID, pullRequestNumber: Int): Boolean!
}

type CheckRun implements Node & RequirableByPullRequest {
  checkSuite: CheckSuite!
  completedAt: DateTime
  conclusion: CheckConclusionState
  databaseId: Int
  detailsUrl: URI
  externalId: String
  id: ID!
  isRequired(pullRequestId: ID, pullRequestNumber: Int): Boolean!
  name: String!
  repository: Repository!
  startedAt: DateTime
  status: CheckStatusState!
  summary: String
  text: String
  title: String
}

type StatusContext implements Node & RequirableByPullRequest {
  context: String!
  createdAt: DateTime!
  creator: Actor
  description: String
  id: ID!
  isRequired(pullRequestId: ID, pullRequestNumber: Int): Boolean!
  state: StatusState!
  targetUrl: URI
}

type CheckSuite implements Node {
  app: App
  conclusion: CheckConclusionState
  databaseId: Int
  id: ID!
  repository: Repository!
  status: CheckStatusState!
}

type App implements Node {
  databaseId: Int
  id: ID!
  name: String!
  slug: String!
}

enum CheckConclusionState {
  ACTION_REQUIRED
  CANCELLED
  FAILURE
  NEUTRAL
  SKIPPED
  STALE
  STARTUP_FAILURE
  SUCCESS
  TIMED_OUT
}

enum CheckStatusState {
  COMPLETED
  IN_PROGRESS
  PENDING
  QUEUED
  REQUESTED
  WAITING
}

enum StatusState {
  ERROR
  EXPECTED
  FAILURE
  PENDING
  SUCCESS
}
`;
