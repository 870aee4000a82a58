import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { appRoutes, installationRoutes, repositoryRoutes } from '#simulator/rest/routes.js';
import { startShop, type ShopWorld } from '../simulator/start-world.js';
import { readDescription } from '../support/validate-github.js';

interface GivenAnswer {
  route: string;
  status: number;
  body: unknown;
}

const served = [appRoutes, installationRoutes, repositoryRoutes].flatMap((routes) => Object.keys(routes));
const described = readDescription('rest', [
  {
    body: 'GET /app/installations 200',
    at: '/*/account',
    rules: ['required', 'type', 'anyOf'],
    because: 'it wants an account to be a user and an enterprise at once; GET of one installation: either',
  },
]);
const web = { owner: 'shop', repo: 'web' };
const answers: GivenAnswer[] = [];
let shop: ShopWorld;

beforeAll(async () => {
  shop = await startShop();
  for (const octokit of [shop.octokit, shop.app]) {
    octokit.hook.after('request', ({ status, data }) => {
      answers.push({ route: shop.github.requests.at(-1)?.route ?? '', status, body: data });
    });
  }
  const chapters = [installations, labels, issues, comments, reactions, files, branches, git, pulls];
  for (const chapter of [
    ...chapters,
    reviewers,
    checks,
    statuses,
    deployments,
    releases,
    deliveries,
    rulesets,
  ]) {
    await chapter(shop);
  }
}, 60_000);
afterAll(() => shop.close());

test.each(served)('%s answers as GitHub describes it', (route) => {
  const given = answers.filter((answer) => answer.route === route);
  expect(given).not.toEqual([]);
  const problems = given.flatMap(({ status, body }) => described.problemsOf(`${route} ${status}`, body));
  expect(problems).toEqual([]);
});

test('what GitHub describes wrongly is still needed', () => {
  expect(described.needless()).toEqual([]);
});

async function installations({ app, octokit, installationId: installation_id }: ShopWorld): Promise<void> {
  await app.rest.apps.getAuthenticated();
  await app.rest.apps.listInstallations();
  await app.rest.apps.getInstallation({ installation_id });
  await app.rest.apps.getRepoInstallation(web);
  await app.rest.apps.createInstallationAccessToken({ installation_id });
  await app.rest.apps.createInstallationAccessToken({ installation_id, repositories: ['web'] });
  await octokit.rest.apps.listReposAccessibleToInstallation();
  await octokit.rest.rateLimit.get();
  await octokit.rest.users.getByUsername({ username: 'mara' });
  await octokit.rest.users.getByUsername({ username: 'shop' });
  await octokit.rest.teams.getMembershipForUserInOrg({
    org: 'shop',
    team_slug: 'qa-people',
    username: 'tess',
  });
  await octokit.rest.repos.get(web);
  await octokit.rest.repos.getCollaboratorPermissionLevel({ ...web, username: 'mara' });
  await octokit.rest.repos.listCollaborators({ ...web, permission: 'triage' });
  await octokit.rest.teams.listMembersInOrg({ org: 'shop', team_slug: 'qa-people' });
  await app.rest.apps.getWebhookConfigForApp();
}

async function rulesets({ octokit: { rest } }: ShopWorld): Promise<void> {
  const required_status_checks = [{ context: 'greenlight', integration_id: 4711 }, { context: 'test' }];
  const parameters = { required_status_checks, strict_required_status_checks_policy: false };
  const ruleset = {
    name: 'merging',
    target: 'branch' as const,
    enforcement: 'active' as const,
    conditions: { ref_name: { include: ['refs/heads/careful'], exclude: [] } },
    rules: [{ type: 'required_status_checks' as const, parameters }],
  };
  const { data } = await rest.repos.createRepoRuleset({ ...web, ...ruleset });
  const one = { ...web, ruleset_id: data.id };
  await rest.repos.getRepoRuleset(one);
  await rest.repos.getRepoRulesets(web);
  await rest.repos.getBranchRules({ ...web, branch: 'careful' });
  await rest.repos.updateRepoRuleset({ ...one, ...ruleset, enforcement: 'disabled' });
}

async function labels({ octokit: { rest } }: ShopWorld): Promise<void> {
  await rest.issues.createLabel({ ...web, name: 'stage: planning', color: '0e8a16', description: 'Planned' });
  await rest.issues.updateLabel({ ...web, name: 'stage: planning', color: '1d76db' });
  await rest.issues.getLabel({ ...web, name: 'stage: planning' });
  await rest.issues.listLabelsForRepo(web);
}

async function issues({ octokit: { rest } }: ShopWorld): Promise<void> {
  const { data } = await rest.issues.create({ ...web, title: 'A wish', body: 'Please', assignees: ['mara'] });
  const one = { ...web, issue_number: data.number };
  await rest.issues.addLabels({ ...one, labels: ['bug'] });
  await rest.issues.setLabels({ ...one, labels: ['bug', 'stage: planning'] });
  await rest.issues.removeLabel({ ...one, name: 'bug' });
  await rest.issues.listLabelsOnIssue(one);
  await rest.issues.update({ ...one, state: 'closed', state_reason: 'not_planned' });
  await rest.issues.get(one);
  await rest.issues.create({ ...web, title: 'Another' });
  await rest.issues.listForRepo({ ...web, state: 'all' });
  await rest.issues.listEventsForRepo(web);
}

async function comments({ octokit: { rest }, github }: ShopWorld): Promise<void> {
  const one = { ...web, issue_number: 1 };
  await github.as('carl').comment('shop/web', 1, '/approve');
  const { data } = await rest.issues.createComment({ ...one, body: 'Card' });
  await rest.issues.listComments(one);
  await rest.issues.listCommentsForRepo({ ...web, since: '2020-01-01T00:00:00Z' });
  await rest.issues.updateComment({ ...web, comment_id: data.id, body: 'Card 2' });
  await rest.issues.getComment({ ...web, comment_id: data.id });
  await rest.issues.deleteComment({ ...web, comment_id: data.id });
}

async function reactions({ octokit: { rest }, github }: ShopWorld): Promise<void> {
  const onIssue = { ...web, issue_number: 1, content: 'eyes' as const };
  const first = await rest.reactions.createForIssue(onIssue);
  await rest.reactions.createForIssue(onIssue);
  await rest.reactions.listForIssue(onIssue);
  await rest.reactions.deleteForIssue({ ...onIssue, reaction_id: first.data.id });
  const { id } = await github.as('carl').comment('shop/web', 1, 'Hello');
  const onComment = { ...web, comment_id: id, content: 'rocket' as const };
  const second = await rest.reactions.createForIssueComment(onComment);
  await rest.reactions.createForIssueComment(onComment);
  await rest.reactions.listForIssueComment(onComment);
  await rest.reactions.deleteForIssueComment({ ...onComment, reaction_id: second.data.id });
}

async function files({ octokit, github }: ShopWorld): Promise<void> {
  await github.as('dev').push('shop/web', { branch: 'main', files: { 'app/page': 'x' }, message: 'Page' });
  await octokit.request('GET /repos/{owner}/{repo}/contents', web);
  await octokit.rest.repos.getContent({ ...web, path: 'app' });
  await octokit.rest.repos.getContent({ ...web, path: 'app/page' });
}

async function branches({ octokit: { rest }, github }: ShopWorld): Promise<void> {
  await github.as('dev').push('shop/web', { branch: 'task/1', files: { b: 'b\n' }, message: 'B' });
  const main = { ...web, branch: 'main' };
  const rules = {
    ...main,
    required_status_checks: { strict: false, contexts: [], checks: [{ context: 'greenlight' }] },
    enforce_admins: null,
    required_pull_request_reviews: null,
    restrictions: null,
  };
  await rest.repos.updateBranchProtection(rules);
  await rest.repos.getBranchProtection(main);
  await rest.repos.getStatusChecksProtection(main);
  await rest.repos.getBranchRules(main);
  await rest.repos.listBranches(web);
  await rest.repos.getBranch(main);
  await rest.repos.getBranch({ ...web, branch: 'task/1' });
  await rest.repos.updateBranchProtection({ ...rules, required_status_checks: null });
}

async function git({ octokit: { rest }, github }: ShopWorld): Promise<void> {
  const main = await github.repository('shop/web').git('rev-parse', 'main');
  const next = await github.repository('shop/web').git('rev-parse', 'task/1');
  await rest.git.createRef({ ...web, ref: 'refs/heads/one', sha: main });
  await rest.git.updateRef({ ...web, ref: 'heads/one', sha: next });
  await rest.git.getRef({ ...web, ref: 'heads/one' });
  await rest.git.listMatchingRefs({ ...web, ref: 'heads/' });
  await rest.git.deleteRef({ ...web, ref: 'heads/one' });
  await rest.git.getCommit({ ...web, commit_sha: next });
  const tag = { ...web, tag: 'v0', message: 'Zero', object: main, type: 'commit' as const };
  const { data } = await rest.git.createTag(tag);
  await rest.git.getTag({ ...web, tag_sha: data.sha });
  await rest.git.createRef({ ...web, ref: 'refs/tags/v0', sha: data.sha });
  await rest.repos.listTags(web);
  await rest.repos.getCommit({ ...web, ref: 'task/1' });
  await rest.repos.compareCommitsWithBasehead({ ...web, basehead: 'main...task/1' });
}

async function pulls({ octokit: { rest }, github }: ShopWorld): Promise<void> {
  const { data } = await rest.pulls.create({ ...web, head: 'task/1', base: 'main', title: 'B', body: 'Why' });
  const one = { ...web, pull_number: data.number };
  await github.as('tess').review('shop/web', data.number, { event: 'APPROVE' });
  await rest.pulls.update({ ...one, title: 'Better B' });
  await rest.issues.update({ ...web, issue_number: data.number, assignees: ['dev'], labels: ['bug'] });
  await rest.issues.addAssignees({ ...web, issue_number: data.number, assignees: ['mara'] });
  await rest.issues.removeAssignees({ ...web, issue_number: data.number, assignees: ['mara'] });
  await rest.pulls.get(one);
  await rest.pulls.list(web);
  await rest.pulls.listFiles(one);
  await rest.pulls.listCommits(one);
  await rest.pulls.listReviews(one);
  await rest.issues.get({ ...web, issue_number: data.number });
  await rest.pulls.merge({ ...one, sha: data.head.sha });
  await rest.pulls.get(one);
  await rest.repos.listPullRequestsAssociatedWithCommit({ ...web, commit_sha: data.head.sha });
  await github.as('dev').push('shop/web', { branch: 'late', files: { c: 'c' }, message: 'C' });
  await rest.repos.merge({ ...web, base: 'late', head: 'v0' });
  await github.as('dev').push('shop/web', { branch: 'main', files: { d: 'd' }, message: 'D' });
  await rest.repos.merge({ ...web, base: 'late', head: 'main' });
}

async function reviewers({ octokit: { rest }, github }: ShopWorld): Promise<void> {
  const { number } = await github.as('dev').openPullRequest('shop/web', { head: 'late', title: 'C' });
  const one = { ...web, pull_number: number };
  await rest.pulls.requestReviewers({ ...one, reviewers: ['tess'], team_reviewers: ['qa-people'] });
  await rest.pulls.listRequestedReviewers(one);
  await rest.pulls.list(web);
  await rest.pulls.removeRequestedReviewers({ ...one, reviewers: ['tess'] });
}

async function checks({ octokit: { rest }, github }: ShopWorld): Promise<void> {
  const head = await github.repository('shop/web').git('rev-parse', 'late');
  const { data } = await rest.checks.create({ ...web, name: 'greenlight', head_sha: head });
  await rest.checks.update({
    ...web,
    check_run_id: data.id,
    conclusion: 'action_required',
    output: {
      title: 'Waits for the tester',
      summary: 'Nobody has tested this',
      text: 'More',
      annotations: [
        { path: 'a.yml', start_line: 2, end_line: 2, annotation_level: 'failure', message: 'Wrong' },
      ],
    },
    actions: [{ label: 'Approve', description: 'Approve the demo', identifier: 'approve' }],
  });
  await rest.checks.get({ ...web, check_run_id: data.id });
  await rest.checks.listAnnotations({ ...web, check_run_id: data.id });
  await rest.checks.listForRef({ ...web, ref: head });
  await rest.checks.listSuitesForRef({ ...web, ref: head });
  const check_suite_id = data.check_suite?.id ?? 0;
  await rest.checks.getSuite({ ...web, check_suite_id });
  await rest.checks.listForSuite({ ...web, check_suite_id });
}

async function statuses({ octokit: { rest }, github }: ShopWorld): Promise<void> {
  const sha = await github.repository('shop/web').git('rev-parse', 'late');
  await rest.repos.createCommitStatus({ ...web, sha, state: 'pending' });
  await rest.repos.createCommitStatus({
    ...web,
    sha,
    state: 'success',
    context: 'lint',
    description: 'Clean',
    target_url: 'http://127.0.0.1/lint',
  });
  await rest.repos.listCommitStatusesForRef({ ...web, ref: 'late' });
  await rest.repos.getCombinedStatusForRef({ ...web, ref: 'late' });
}

async function deployments({ octokit: { rest }, github }: ShopWorld): Promise<void> {
  const deployment = { ...web, ref: 'main', environment: 'preview/1', required_contexts: [] };
  await rest.repos.createDeployment({ ...deployment, ref: 'task/1' });
  const { data } = await rest.repos.createDeployment({ ...deployment, payload: { kind: 'deploy' } });
  if (!('id' in data)) throw new Error('not deployed');
  const one = { ...web, deployment_id: data.id };
  await rest.repos.createDeploymentStatus({ ...one, state: 'in_progress' });
  const address = { environment_url: 'http://127.0.0.1/', log_url: 'http://127.0.0.1/log' };
  const report = await rest.repos.createDeploymentStatus({ ...one, state: 'success', ...address });
  await rest.repos.getDeploymentStatus({ ...one, status_id: report.data.id });
  await rest.repos.listDeploymentStatuses(one);
  await rest.repos.getDeployment(one);
  await rest.repos.listDeployments(web);
  await rest.repos.getAllEnvironments(web);
  await rest.repos.getEnvironment({ ...web, environment_name: 'preview/1' });
  await rest.repos.deleteDeployment(one);
  await rest.repos.deleteAnEnvironment({ ...web, environment_name: 'preview/1' });
  const { run } = await github.ci('shop/web').askToDeploy({ environment: 'production', ref: 'main' });
  const answer = { environment_name: 'production', state: 'approved', comment: 'As approved' } as const;
  await rest.actions.reviewCustomGatesForRun({ ...web, run_id: run, ...answer });
}

async function releases({ octokit: { rest } }: ShopWorld): Promise<void> {
  const { data } = await rest.repos.createRelease({ ...web, tag_name: 'v1', draft: true });
  const one = { ...web, release_id: data.id };
  const file = { name: 'notes.md', data: '# Notes', headers: { 'content-type': 'text/markdown' } };
  const asset = await rest.repos.uploadReleaseAsset({
    ...one,
    ...file,
    baseUrl: data.upload_url.split('/repos/')[0] ?? '',
  });
  await rest.repos.listReleaseAssets(one);
  await rest.repos.getReleaseAsset({ ...web, asset_id: asset.data.id });
  await rest.repos.updateRelease({ ...one, draft: false, name: 'One', body: 'Notes' });
  await rest.repos.getRelease(one);
  await rest.repos.deleteReleaseAsset({ ...web, asset_id: asset.data.id });
  await rest.repos.getLatestRelease(web);
  await rest.repos.getReleaseByTag({ ...web, tag: 'v1' });
  await rest.repos.listReleases(web);
  await rest.repos.generateReleaseNotes({ ...web, tag_name: 'v2' });
  await rest.repos.deleteRelease(one);
}

async function deliveries({ app: { rest }, github }: ShopWorld): Promise<void> {
  await github.settled();
  const { data } = await rest.apps.listWebhookDeliveries();
  const delivery_id = data[0]?.id ?? 0;
  await rest.apps.getWebhookDelivery({ delivery_id });
  await rest.apps.redeliverWebhookDelivery({ delivery_id });
}
