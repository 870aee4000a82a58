import { buildSchema } from 'graphql';
import { changesSdl } from './changes-sdl.js';
import { checksSdl } from './checks-sdl.js';
import { gitSdl } from './git-sdl.js';
import { issuesSdl } from './issues-sdl.js';
import { page } from './page-sdl.js';

const rootSdl = `
scalar DateTime
scalar GitObjectID
scalar URI

interface Node {
  id: ID!
}

type PageInfo {
  endCursor: String
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
}

type Query {
  node(id: ID!): Node
  repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
  viewer: User!
}

type Repository implements Node {
  databaseId: Int
  defaultBranchRef: Ref
  id: ID!
  isPrivate: Boolean!
  issue(number: Int!): Issue
  issueOrPullRequest(number: Int!): IssueOrPullRequest
  issues(${page}, labels: [String!], states: [IssueState!]): IssueConnection!
  label(name: String!): Label
  labels(${page}): LabelConnection
  latestRelease: Release
  mergeQueue(branch: String): MergeQueue
  name: String!
  nameWithOwner: String!
  object(expression: String, oid: GitObjectID): GitObject
  owner: RepositoryOwner!
  pullRequest(number: Int!): PullRequest
  pullRequests(
    ${page}, baseRefName: String, headRefName: String, labels: [String!], states: [PullRequestState!]
  ): PullRequestConnection!
  ref(qualifiedName: String!): Ref
  release(tagName: String!): Release
  url: URI!
}

type Release implements Node {
  createdAt: DateTime!
  databaseId: Int
  description: String
  id: ID!
  isDraft: Boolean!
  isLatest: Boolean!
  isPrerelease: Boolean!
  name: String
  publishedAt: DateTime
  tagCommit: Commit
  tagName: String!
  url: URI!
}

interface Actor {
  login: String!
  url: URI!
}

interface RepositoryOwner {
  id: ID!
  login: String!
  url: URI!
}

type User implements Actor & Node & RepositoryOwner {
  databaseId: Int
  id: ID!
  login: String!
  name: String
  url: URI!
}

type Bot implements Actor & Node {
  databaseId: Int
  id: ID!
  login: String!
  url: URI!
}

type Organization implements Actor & Node & RepositoryOwner {
  databaseId: Int
  id: ID!
  login: String!
  name: String
  url: URI!
}

type UserConnection {
  nodes: [User]
  pageInfo: PageInfo!
  totalCount: Int!
}
`;

/** The part of GitHub's published schema that is served: names, arguments and nullability are GitHub's. */
export const schema = buildSchema([rootSdl, gitSdl, issuesSdl, checksSdl, changesSdl].join('\n'));
