import { requirePermission } from '../http/authorize.js';
import type { Scope } from './scope.js';

const repo = '/repos/{owner}/{repo}';

/** What is asked for → the REST endpoints that take the same permissions. */
const endpoints = {
  contents: [`GET ${repo}/contents/{path}`],
  labels: [`GET ${repo}/labels`],
  issue: [`GET ${repo}/issues/{issue_number}`],
  issues: [`GET ${repo}/issues`],
  pull: [`GET ${repo}/pulls/{pull_number}`],
  checkRuns: [`GET ${repo}/commits/{ref}/check-runs`],
  statuses: [`GET ${repo}/commits/{ref}/statuses`],
  changeLabels: [`POST ${repo}/issues/{issue_number}/labels`],
  changeIssue: [`PATCH ${repo}/issues/{issue_number}`],
  mergeQueue: ['QUERY merge queue'],
  deploy: [`POST ${repo}/deployments/{deployment_id}/statuses`],
  merge: [`PUT ${repo}/pulls/{pull_number}/merge`, `PATCH ${repo}/pulls/{pull_number}`],
  comment: [`POST ${repo}/issues/{issue_number}/comments`],
  react: [`POST ${repo}/issues/comments/{comment_id}/reactions`],
  changeComment: [`PATCH ${repo}/issues/comments/{comment_id}`],
};

/** Throws GitHub's 403 unless the caller may do this; `params` tell which issue or comment it is about. */
export function requireAccess(
  { caller, repository }: Scope,
  access: keyof typeof endpoints,
  params: Record<string, string> = {},
): void {
  for (const route of endpoints[access]) requirePermission({ route, params, caller }, repository);
}
