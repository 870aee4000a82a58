import type { RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { renderAccount } from './render-account.js';
import { renderTime } from './render-time.js';
import { pageUrl, repositoryApiUrl } from './urls.js';

const links = {
  forks_url: '/forks',
  keys_url: '/keys{/key_id}',
  collaborators_url: '/collaborators{/collaborator}',
  teams_url: '/teams',
  hooks_url: '/hooks',
  issue_events_url: '/issues/events{/number}',
  events_url: '/events',
  assignees_url: '/assignees{/user}',
  branches_url: '/branches{/branch}',
  tags_url: '/tags',
  blobs_url: '/git/blobs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  git_refs_url: '/git/refs{/sha}',
  trees_url: '/git/trees{/sha}',
  statuses_url: '/statuses/{sha}',
  languages_url: '/languages',
  stargazers_url: '/stargazers',
  contributors_url: '/contributors',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  commits_url: '/commits{/sha}',
  git_commits_url: '/git/commits{/sha}',
  comments_url: '/comments{/number}',
  issue_comment_url: '/issues/comments{/number}',
  contents_url: '/contents/{+path}',
  compare_url: '/compare/{base}...{head}',
  merges_url: '/merges',
  archive_url: '/{archive_format}{/ref}',
  downloads_url: '/downloads',
  issues_url: '/issues{/number}',
  pulls_url: '/pulls{/number}',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  labels_url: '/labels{/name}',
  releases_url: '/releases{/id}',
  deployments_url: '/deployments',
};

/** The short form inside other things. */
export function renderMinimalRepository(world: World, repository: RepositoryState): Json {
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: `${repository.owner.login}/${repository.name}`,
    private: repository.private,
    owner: renderAccount(world, repository.owner),
    html_url: pageUrl(world, repository),
    description: null,
    fork: repository.parent !== null,
    url: repositoryApiUrl(world, repository),
    ...Object.fromEntries(
      Object.entries(links).map(([name, path]) => [name, repositoryApiUrl(world, repository, path)]),
    ),
  };
}

/** The form at GET /repos/{owner}/{repo}, in pull requests and in webhook payloads. */
export function renderRepository(world: World, repository: RepositoryState): Json {
  const open = [...repository.issues.values()].filter((issue) => issue.state === 'open').length;
  const page = pageUrl(world, repository);
  return {
    ...renderMinimalRepository(world, repository),
    created_at: renderTime(repository.createdAt),
    updated_at: renderTime(repository.updatedAt),
    pushed_at: renderTime(repository.pushedAt),
    git_url: `${page.replace(/^http/, 'git')}.git`,
    ssh_url: `git@${new URL(world.url).hostname}:${repository.owner.login}/${repository.name}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    ...features,
    forks_count: 0,
    mirror_url: null,
    license: null,
    open_issues_count: open,
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues: open,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}

const features = {
  has_issues: true,
  has_projects: false,
  has_downloads: true,
  has_wiki: false,
  has_pages: false,
  has_discussions: false,
  archived: false,
  disabled: false,
  allow_forking: true,
  is_template: false,
  web_commit_signoff_required: false,
  topics: [],
};

/** What only GET /repos/{owner}/{repo} adds. */
export function renderFullRepository(world: World, repository: RepositoryState): Json {
  return {
    ...renderRepository(world, repository),
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: false },
    allow_rebase_merge: true,
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_auto_merge: false,
    delete_branch_on_merge: false,
    subscribers_count: 0,
    network_count: 0,
    temp_clone_token: null,
  };
}
