import { page } from './page-sdl.js';

/** Branches, their rules, and git objects. */
export const gitSdl = `
type Ref implements Node {
  id: ID!
  name: String!
  prefix: String!
  refUpdateRule: RefUpdateRule
  repository: Repository!
  rules(${page}): RepositoryRuleConnection
  target: GitObject
}

type RefUpdateRule {
  allowsDeletions: Boolean!
  allowsForcePushes: Boolean!
  pattern: String!
  requiredStatusCheckContexts: [String]
}

type RepositoryRuleConnection {
  nodes: [RepositoryRule]
  pageInfo: PageInfo!
  totalCount: Int!
}

type RepositoryRule implements Node {
  id: ID!
  parameters: RuleParameters
  type: RepositoryRuleType!
}

union RuleParameters = RequiredStatusChecksParameters

type RequiredStatusChecksParameters {
  requiredStatusChecks: [StatusCheckConfiguration!]!
  strictRequiredStatusChecksPolicy: Boolean!
}

type StatusCheckConfiguration {
  context: String!
  integrationId: Int
}

enum RepositoryRuleType {
  REQUIRED_STATUS_CHECKS
}

interface GitObject {
  abbreviatedOid: String!
  id: ID!
  oid: GitObjectID!
  repository: Repository!
}

type Blob implements GitObject & Node {
  abbreviatedOid: String!
  byteSize: Int!
  id: ID!
  isBinary: Boolean
  isTruncated: Boolean!
  oid: GitObjectID!
  repository: Repository!
  text: String
}

type Tree implements GitObject & Node {
  abbreviatedOid: String!
  id: ID!
  oid: GitObjectID!
  repository: Repository!
}

type Tag implements GitObject & Node {
  abbreviatedOid: String!
  id: ID!
  message: String
  name: String!
  oid: GitObjectID!
  repository: Repository!
  target: GitObject!
}

type Commit implements GitObject & Node {
  abbreviatedOid: String!
  authoredDate: DateTime!
  committedDate: DateTime!
  id: ID!
  message: String!
  messageBody: String!
  messageHeadline: String!
  oid: GitObjectID!
  parents(${page}): CommitConnection!
  repository: Repository!
  statusCheckRollup: StatusCheckRollup
  tree: Tree!
  url: URI!
}

type CommitConnection {
  nodes: [Commit]
  pageInfo: PageInfo!
  totalCount: Int!
}
`;
