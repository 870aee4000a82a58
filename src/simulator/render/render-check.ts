import type { CheckRun, CheckSuite, CommitStatus, PullRequest, RepositoryState } from '../state/records.js';
import { pullRequests } from '../state/find.js';
import { suiteResult } from '../state/suite-result.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { renderAccount } from './render-account.js';
import { renderApp } from './render-app.js';
import { renderHeadCommit } from './render-commit.js';
import { renderMinimalRepository } from './render-repository.js';
import { renderTime, renderTimeOrNull } from './render-time.js';
import { pageUrl, repositoryApiUrl } from './urls.js';

export function renderCheckRun(world: World, repository: RepositoryState, run: CheckRun): Json {
  const self = repositoryApiUrl(world, repository, `/check-runs/${run.id}`);
  return {
    id: run.id,
    name: run.name,
    node_id: run.nodeId,
    head_sha: run.headSha,
    external_id: run.externalId,
    url: self,
    html_url: pageUrl(world, repository, `/runs/${run.id}`),
    details_url: run.detailsUrl ?? pageUrl(world, repository, `/runs/${run.id}`),
    status: run.status,
    conclusion: run.conclusion,
    started_at: renderTime(run.startedAt),
    completed_at: renderTimeOrNull(run.completedAt),
    output: {
      title: run.output.title,
      summary: run.output.summary,
      text: run.output.text,
      annotations_count: run.output.annotations.length,
      annotations_url: `${self}/annotations`,
    },
    check_suite: { id: run.suite.id },
    app: renderApp(world, run.app),
    pull_requests: renderPullsOf(world, repository, run.headSha),
  };
}

/** A check run in a webhook payload carries its suite in full. */
export function renderCheckRunOfPayload(world: World, repository: RepositoryState, run: CheckRun): Json {
  const suite = renderCheckSuite(world, repository, run.suite);
  delete suite['latest_check_runs_count'];
  delete suite['check_runs_url'];
  delete suite['head_commit'];
  delete suite['repository'];
  return { ...renderCheckRun(world, repository, run), check_suite: suite };
}

export function renderCheckSuite(world: World, repository: RepositoryState, suite: CheckSuite): Json {
  const self = repositoryApiUrl(world, repository, `/check-suites/${suite.id}`);
  const runs = repository.checkRuns.filter((run) => run.suite === suite);
  return {
    id: suite.id,
    node_id: suite.nodeId,
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    ...suiteResult(runs),
    url: self,
    before: '0'.repeat(40),
    after: suite.headSha,
    pull_requests: renderPullsOf(world, repository, suite.headSha),
    app: renderApp(world, suite.app),
    created_at: renderTime(suite.createdAt),
    updated_at: renderTime(suite.updatedAt),
    latest_check_runs_count: runs.length,
    check_runs_url: `${self}/check-runs`,
    head_commit: renderHeadCommit(suite.headCommit),
    repository: renderMinimalRepository(world, repository),
  };
}

/** The open pull requests with this head, in the short form of checks; GitHub leaves those from forks out. */
function renderPullsOf(world: World, repository: RepositoryState, sha: string): Json[] {
  return pullRequests(repository)
    .filter(({ state, pull }) => state === 'open' && pull.headSha === sha && pull.fork === null)
    .map((issue) => renderPullReference(world, repository, issue));
}

function renderPullReference(world: World, repository: RepositoryState, { number, pull }: PullRequest): Json {
  const repo = { id: repository.id, url: repositoryApiUrl(world, repository), name: repository.name };
  return {
    url: repositoryApiUrl(world, repository, `/pulls/${number}`),
    id: pull.id,
    number,
    head: { ref: pull.headRef, sha: pull.headSha, repo },
    base: { ref: pull.baseRef, sha: pull.baseSha, repo },
  };
}

export function renderStatus(world: World, repository: RepositoryState, status: CommitStatus): Json {
  return { ...renderSimpleStatus(world, repository, status), creator: renderAccount(world, status.creator) };
}

/** Without its creator, as in a combined status. */
export function renderSimpleStatus(world: World, repository: RepositoryState, status: CommitStatus): Json {
  const time = renderTime(status.createdAt);
  return {
    url: repositoryApiUrl(world, repository, `/statuses/${status.sha}`),
    avatar_url: `${world.url}/avatars/u/${status.creator.id}`,
    id: status.id,
    node_id: status.nodeId,
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: time,
    updated_at: time,
  };
}
