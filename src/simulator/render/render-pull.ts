import type { PullRequest, RepositoryState, Review } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { renderAccount, renderAccountOrNull, renderTeam } from './render-account.js';
import { associationOf, renderLabel } from './render-issue.js';
import { renderRepository } from './render-repository.js';
import { renderTime, renderTimeOrNull } from './render-time.js';
import { pageUrl, repositoryApiUrl } from './urls.js';

/** A pull request as lists and review payloads show it. */
export function renderSimplePull(world: World, repository: RepositoryState, issue: PullRequest): Json {
  const { pull, number } = issue;
  const page = pageUrl(world, repository, `/pull/${number}`);
  const urls = links(world, repository, number);
  return {
    ...urls.plain,
    id: pull.id,
    node_id: pull.nodeId,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    number,
    state: issue.state,
    locked: false,
    title: issue.title,
    user: renderAccount(world, issue.author),
    body: issue.body,
    labels: issue.labels.map((label) => renderLabel(world, repository, label)),
    milestone: null,
    created_at: renderTime(issue.createdAt),
    updated_at: renderTime(issue.updatedAt),
    closed_at: renderTimeOrNull(issue.closedAt),
    merged_at: renderTimeOrNull(pull.merged?.at ?? null),
    merge_commit_sha: pull.merged?.sha ?? pull.testMergeSha,
    assignee: renderAccountOrNull(world, issue.assignees[0] ?? null),
    assignees: issue.assignees.map((account) => renderAccount(world, account)),
    requested_reviewers: pull.requestedReviewers.map((account) => renderAccount(world, account)),
    requested_teams: pull.requestedTeams.map((team) => renderTeam(world, repository.owner, team)),
    statuses_url: repositoryApiUrl(world, repository, `/statuses/${pull.headSha}`),
    head: renderSide(world, pull.fork ?? repository, { ref: pull.headRef, sha: pull.headSha }),
    base: renderSide(world, repository, { ref: pull.baseRef, sha: pull.baseSha }),
    _links: urls.hypermedia(page, pull.headSha),
    author_association: associationOf(issue.author, repository),
    auto_merge: null,
    draft: pull.draft,
    active_lock_reason: null,
  };
}

/** A pull request as GET of one, its creation and pull_request payloads show it. */
export function renderPull(world: World, repository: RepositoryState, issue: PullRequest): Json {
  const { pull } = issue;
  const { size } = pull;
  return {
    ...renderSimplePull(world, repository, issue),
    merged: pull.merged !== null,
    mergeable: pull.merged || issue.state === 'closed' ? null : pull.mergeable,
    rebaseable: pull.mergeable,
    mergeable_state: mergeableState(issue),
    merged_by: renderAccountOrNull(world, pull.merged?.by ?? null),
    comments: issue.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: size.commits,
    additions: size.additions,
    deletions: size.deletions,
    changed_files: size.changedFiles,
  };
}

function mergeableState({ pull }: PullRequest): string {
  if (pull.mergeable === null) return 'unknown';
  if (!pull.mergeable) return 'dirty';
  return pull.draft ? 'draft' : 'clean';
}

function renderSide(
  world: World,
  repository: RepositoryState,
  { ref, sha }: { ref: string; sha: string },
): Json {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: renderAccount(world, repository.owner),
    repo: renderRepository(world, repository),
  };
}

function links(
  world: World,
  repository: RepositoryState,
  number: number,
): { plain: Json; hypermedia: (page: string, sha: string) => Json } {
  const self = repositoryApiUrl(world, repository, `/pulls/${number}`);
  const issueUrl = repositoryApiUrl(world, repository, `/issues/${number}`);
  const reviewComment = repositoryApiUrl(world, repository, '/pulls/comments{/number}');
  return {
    plain: {
      url: self,
      issue_url: issueUrl,
      commits_url: `${self}/commits`,
      review_comments_url: `${self}/comments`,
      review_comment_url: reviewComment,
      comments_url: `${issueUrl}/comments`,
    },
    hypermedia: (page, sha) => ({
      self: { href: self },
      html: { href: page },
      issue: { href: issueUrl },
      comments: { href: `${issueUrl}/comments` },
      review_comments: { href: `${self}/comments` },
      review_comment: { href: reviewComment },
      commits: { href: `${self}/commits` },
      statuses: { href: repositoryApiUrl(world, repository, `/statuses/${sha}`) },
    }),
  };
}

/** A review; GitHub writes its state in capitals in the API and in small letters in webhooks. */
export function renderReview(
  world: World,
  repository: RepositoryState,
  { issue, review }: { issue: PullRequest; review: Review },
): Json {
  const self = repositoryApiUrl(world, repository, `/pulls/${issue.number}`);
  const page = pageUrl(world, repository, `/pull/${issue.number}#pullrequestreview-${review.id}`);
  return {
    id: review.id,
    node_id: review.nodeId,
    user: renderAccount(world, review.author),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: self,
    author_association: associationOf(review.author, repository),
    _links: { html: { href: page }, pull_request: { href: self } },
    submitted_at: renderTime(review.submittedAt),
    commit_id: review.commitSha,
  };
}
