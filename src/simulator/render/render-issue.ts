import { roleOf } from '../state/role.js';
import type { Account, Comment, Issue, Label, Reaction, RepositoryState } from '../state/records.js';
import { reactionContents } from '../state/reaction-contents.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { renderAccount, renderAccountOrNull } from './render-account.js';
import { renderAppIf } from './render-app.js';
import { renderTime, renderTimeOrNull } from './render-time.js';
import { apiUrl, pageUrl, repositoryApiUrl } from './urls.js';

export function renderLabel(world: World, repository: RepositoryState, label: Label): Json {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: repositoryApiUrl(world, repository, `/labels/${encodeURIComponent(label.name)}`),
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}

/** An issue, or a pull request seen as one. */
export function renderIssue(world: World, repository: RepositoryState, issue: Issue): Json {
  const self = repositoryApiUrl(world, repository, `/issues/${issue.number}`);
  const page = pageUrl(world, repository, `/${issue.pull ? 'pull' : 'issues'}/${issue.number}`);
  return {
    url: self,
    repository_url: repositoryApiUrl(world, repository),
    labels_url: `${self}/labels{/name}`,
    comments_url: `${self}/comments`,
    events_url: `${self}/events`,
    html_url: page,
    id: issue.id,
    node_id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    user: renderAccount(world, issue.author),
    labels: issue.labels.map((label) => renderLabel(world, repository, label)),
    state: issue.state,
    locked: false,
    assignee: renderAccountOrNull(world, issue.assignees[0] ?? null),
    assignees: issue.assignees.map((account) => renderAccount(world, account)),
    milestone: null,
    comments: issue.comments.length,
    created_at: renderTime(issue.createdAt),
    updated_at: renderTime(issue.updatedAt),
    closed_at: renderTimeOrNull(issue.closedAt),
    author_association: associationOf(issue.author, repository),
    active_lock_reason: null,
    ...(issue.pull ? pullLinks(world, repository, issue) : {}),
    body: issue.body,
    reactions: renderReactionSummary(issue.reactions, `${self}/reactions`),
    timeline_url: `${self}/timeline`,
    performed_via_github_app: renderAppIf(world, issue.viaApp),
    state_reason: issue.stateReason,
  };
}

/** As GET of one issue answers: with who closed it. */
export function renderFullIssue(world: World, repository: RepositoryState, issue: Issue): Json {
  return { ...renderIssue(world, repository, issue), closed_by: renderAccountOrNull(world, issue.closedBy) };
}

function pullLinks(world: World, repository: RepositoryState, { number, pull }: Issue): Json {
  const page = pageUrl(world, repository, `/pull/${number}`);
  return {
    draft: pull?.draft ?? false,
    pull_request: {
      url: repositoryApiUrl(world, repository, `/pulls/${number}`),
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: renderTimeOrNull(pull?.merged?.at ?? null),
    },
  };
}

export function renderComment(
  world: World,
  repository: RepositoryState,
  { issue, comment }: { issue: Issue; comment: Comment },
): Json {
  const self = repositoryApiUrl(world, repository, `/issues/comments/${comment.id}`);
  const kind = issue.pull ? 'pull' : 'issues';
  return {
    url: self,
    html_url: pageUrl(world, repository, `/${kind}/${issue.number}#issuecomment-${comment.id}`),
    issue_url: repositoryApiUrl(world, repository, `/issues/${issue.number}`),
    id: comment.id,
    node_id: comment.nodeId,
    user: renderAccount(world, comment.author),
    created_at: renderTime(comment.createdAt),
    updated_at: renderTime(comment.updatedAt),
    body: comment.body,
    author_association: associationOf(comment.author, repository),
    reactions: renderReactionSummary(comment.reactions, `${self}/reactions`),
    performed_via_github_app: renderAppIf(world, comment.viaApp),
  };
}

export function renderReaction(world: World, { id, nodeId, user, content, createdAt }: Reaction): Json {
  return {
    id,
    node_id: nodeId,
    user: renderAccount(world, user),
    content,
    created_at: renderTime(createdAt),
  };
}

function renderReactionSummary(reactions: Reaction[], url: string): Json {
  const count = (content: string): number => reactions.filter((one) => one.content === content).length;
  return {
    url,
    total_count: reactions.length,
    ...Object.fromEntries(reactionContents.map((content) => [content, count(content)])),
  };
}

/** GitHub's rough word for how an author relates to a repository; never an authorisation. */
export function associationOf(account: Account, repository: RepositoryState): string {
  if (account === repository.owner) return 'OWNER';
  const isMember = repository.owner.members.some((one) => one.toLowerCase() === account.login.toLowerCase());
  if (isMember) return 'MEMBER';
  const isCollaborator = repository.collaborators.has(account.login.toLowerCase());
  return isCollaborator && roleOf(account, repository) !== 'none' ? 'COLLABORATOR' : 'NONE';
}

/** An account's profile at GET /users/{username}. */
export function renderProfile(world: World, account: Account): Json {
  return {
    ...renderAccount(world, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: renderTime(account.createdAt),
    updated_at: renderTime(account.createdAt),
    events_url: apiUrl(world, `/users/${account.login}/events{/privacy}`),
  };
}
