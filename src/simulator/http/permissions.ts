import type { Permission, Permissions } from '../state/records.js';

/** A permission and its level. `onPull` is accepted as well when the thing asked for is (on) a pull request. */
export interface Needed {
  name: string;
  level: Permission;
  onPull?: string;
}

const need = (name: string) => {
  return (level: Permission): Needed => ({ name, level });
};
const metadata = need('metadata')('read');
const contents = need('contents');
const issues = need('issues');
const pulls = need('pull_requests');
const checks = need('checks');
const statuses = need('statuses');
const deployments = need('deployments');
const administration = need('administration');
/** Pull requests are issues too: their comments, labels and reactions go with either permission. */
const either = (level: Permission): Needed => ({ name: 'issues', level, onPull: 'pull_requests' });

const repo = '/repos/{owner}/{repo}';
const issue = `${repo}/issues/{issue_number}`;
const pull = `${repo}/pulls/{pull_number}`;

/** Endpoint → what the installation must have been granted (docs: "Permissions required for GitHub Apps"). */
export const permissions: Record<string, Needed | null> = {
  'GET /rate_limit': null,
  'GET /installation/repositories': metadata,
  'GET /users/{username}': null,
  [`GET ${repo}`]: metadata,
  [`GET ${repo}/collaborators/{username}/permission`]: metadata,
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}': need('members')('read'),
  'GET /orgs/{org}/teams/{team_slug}/members': need('members')('read'),
  [`GET ${repo}/collaborators`]: metadata,

  [`GET ${repo}/contents`]: contents('read'),
  [`GET ${repo}/contents/{path}`]: contents('read'),
  [`GET ${repo}/commits/{ref}`]: contents('read'),
  [`GET ${repo}/compare/{basehead}`]: contents('read'),
  [`GET ${repo}/branches`]: contents('read'),
  [`GET ${repo}/branches/{branch}`]: contents('read'),
  [`GET ${repo}/tags`]: contents('read'),
  [`GET ${repo}/git/ref/{ref}`]: contents('read'),
  [`GET ${repo}/git/matching-refs/{ref}`]: contents('read'),
  [`POST ${repo}/git/refs`]: contents('write'),
  [`PATCH ${repo}/git/refs/{ref}`]: contents('write'),
  [`DELETE ${repo}/git/refs/{ref}`]: contents('write'),
  [`GET ${repo}/git/commits/{commit_sha}`]: contents('read'),
  [`GET ${repo}/git/tags/{tag_sha}`]: contents('read'),
  [`POST ${repo}/git/tags`]: contents('write'),
  [`POST ${repo}/merges`]: contents('write'),
  [`GET ${repo}/rules/branches/{branch}`]: metadata,
  [`GET ${repo}/rulesets`]: metadata,
  [`GET ${repo}/rulesets/{ruleset_id}`]: metadata,
  [`POST ${repo}/rulesets`]: administration('write'),
  [`PUT ${repo}/rulesets/{ruleset_id}`]: administration('write'),
  [`GET ${repo}/branches/{branch}/protection`]: administration('read'),
  [`GET ${repo}/branches/{branch}/protection/required_status_checks`]: administration('read'),
  [`PUT ${repo}/branches/{branch}/protection`]: administration('write'),

  [`GET ${repo}/labels`]: either('read'),
  [`POST ${repo}/labels`]: either('write'),
  [`GET ${repo}/labels/{name}`]: either('read'),
  [`PATCH ${repo}/labels/{name}`]: either('write'),

  [`GET ${repo}/issues`]: either('read'),
  [`POST ${repo}/issues`]: issues('write'),
  [`GET ${issue}`]: either('read'),
  [`PATCH ${issue}`]: either('write'),
  [`POST ${issue}/assignees`]: either('write'),
  [`DELETE ${issue}/assignees`]: either('write'),
  [`GET ${issue}/labels`]: either('read'),
  [`POST ${issue}/labels`]: either('write'),
  [`PUT ${issue}/labels`]: either('write'),
  [`DELETE ${issue}/labels/{name}`]: either('write'),
  [`GET ${repo}/issues/events`]: either('read'),
  [`GET ${repo}/issues/comments`]: either('read'),
  [`GET ${issue}/comments`]: either('read'),
  [`POST ${issue}/comments`]: either('write'),
  [`GET ${repo}/issues/comments/{comment_id}`]: either('read'),
  [`PATCH ${repo}/issues/comments/{comment_id}`]: either('write'),
  [`DELETE ${repo}/issues/comments/{comment_id}`]: either('write'),
  [`GET ${repo}/issues/comments/{comment_id}/reactions`]: either('read'),
  [`POST ${repo}/issues/comments/{comment_id}/reactions`]: either('write'),
  [`DELETE ${repo}/issues/comments/{comment_id}/reactions/{reaction_id}`]: either('write'),
  [`GET ${issue}/reactions`]: either('read'),
  [`POST ${issue}/reactions`]: either('write'),
  [`DELETE ${issue}/reactions/{reaction_id}`]: either('write'),

  [`GET ${repo}/pulls`]: pulls('read'),
  [`POST ${repo}/pulls`]: pulls('write'),
  [`GET ${pull}`]: pulls('read'),
  [`PATCH ${pull}`]: pulls('write'),
  [`PUT ${pull}/merge`]: contents('write'),
  [`GET ${pull}/files`]: pulls('read'),
  [`GET ${pull}/commits`]: pulls('read'),
  [`GET ${pull}/requested_reviewers`]: pulls('read'),
  [`POST ${pull}/requested_reviewers`]: pulls('write'),
  [`DELETE ${pull}/requested_reviewers`]: pulls('write'),
  [`GET ${pull}/reviews`]: pulls('read'),
  [`GET ${repo}/commits/{commit_sha}/pulls`]: pulls('read'),

  [`POST ${repo}/check-runs`]: checks('write'),
  [`GET ${repo}/check-runs/{check_run_id}`]: checks('read'),
  [`PATCH ${repo}/check-runs/{check_run_id}`]: checks('write'),
  [`GET ${repo}/check-runs/{check_run_id}/annotations`]: checks('read'),
  [`GET ${repo}/check-suites/{check_suite_id}`]: checks('read'),
  [`GET ${repo}/check-suites/{check_suite_id}/check-runs`]: checks('read'),
  [`GET ${repo}/commits/{ref}/check-runs`]: checks('read'),
  [`GET ${repo}/commits/{ref}/check-suites`]: checks('read'),
  [`GET ${repo}/commits/{ref}/status`]: statuses('read'),
  [`GET ${repo}/commits/{ref}/statuses`]: statuses('read'),
  [`POST ${repo}/statuses/{sha}`]: statuses('write'),

  [`GET ${repo}/deployments`]: deployments('read'),
  [`POST ${repo}/deployments`]: deployments('write'),
  [`GET ${repo}/deployments/{deployment_id}`]: deployments('read'),
  [`DELETE ${repo}/deployments/{deployment_id}`]: deployments('write'),
  [`GET ${repo}/deployments/{deployment_id}/statuses`]: deployments('read'),
  [`POST ${repo}/deployments/{deployment_id}/statuses`]: deployments('write'),
  [`GET ${repo}/deployments/{deployment_id}/statuses/{status_id}`]: deployments('read'),
  [`POST ${repo}/actions/runs/{run_id}/deployment_protection_rule`]: deployments('write'),
  [`GET ${repo}/environments`]: need('actions')('read'),
  [`GET ${repo}/environments/{environment_name}`]: need('actions')('read'),
  [`DELETE ${repo}/environments/{environment_name}`]: administration('write'),

  // Read by GraphQL only.
  'QUERY merge queue': need('merge_queues')('read'),

  [`GET ${repo}/releases`]: contents('read'),
  [`POST ${repo}/releases`]: contents('write'),
  [`POST ${repo}/releases/generate-notes`]: contents('write'),
  [`GET ${repo}/releases/latest`]: contents('read'),
  [`GET ${repo}/releases/tags/{tag}`]: contents('read'),
  [`GET ${repo}/releases/{release_id}`]: contents('read'),
  [`PATCH ${repo}/releases/{release_id}`]: contents('write'),
  [`DELETE ${repo}/releases/{release_id}`]: contents('write'),
  [`GET ${repo}/releases/{release_id}/assets`]: contents('read'),
  [`POST ${repo}/releases/{release_id}/assets`]: contents('write'),
  [`GET ${repo}/releases/assets/{asset_id}`]: contents('read'),
  [`DELETE ${repo}/releases/assets/{asset_id}`]: contents('write'),
};

const levels: Permission[] = ['read', 'write', 'admin'];

/** Whether what was granted is enough; metadata is granted to every App. */
export function isGranted(granted: Permissions, needed: Needed, isPull: boolean): boolean {
  const accepted = isPull && needed.onPull !== undefined ? [needed.name, needed.onPull] : [needed.name];
  return accepted.some((name) => {
    const has = granted[name] ?? (name === 'metadata' ? 'read' : undefined);
    return has !== undefined && levels.indexOf(has) >= levels.indexOf(needed.level);
  });
}
