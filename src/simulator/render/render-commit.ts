import { accountOfEmail } from '../git/identity.js';
import type { Commit, RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { renderAccountOrNull } from './render-account.js';
import { pageUrl, repositoryApiUrl } from './urls.js';

const unsigned = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

/** A commit as the commits endpoints show it. */
export function renderCommit(world: World, repository: RepositoryState, commit: Commit): Json {
  const self = repositoryApiUrl(world, repository, `/commits/${commit.sha}`);
  const page = pageUrl(world, repository, `/commit/${commit.sha}`);
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: treeReference(world, repository, commit.tree),
      url: repositoryApiUrl(world, repository, `/git/commits/${commit.sha}`),
      comment_count: 0,
      verification: unsigned,
    },
    url: self,
    html_url: page,
    comments_url: `${self}/comments`,
    author: renderAccountOrNull(world, accountOfEmail(world, commit.author.email)),
    committer: renderAccountOrNull(world, accountOfEmail(world, commit.committer.email)),
    parents: commit.parents.map((sha) => ({
      sha,
      url: repositoryApiUrl(world, repository, `/commits/${sha}`),
      html_url: pageUrl(world, repository, `/commit/${sha}`),
    })),
  };
}

/** The short form inside a check suite. */
export function renderHeadCommit({ sha, tree, message, author, committer }: Commit): Json {
  return {
    id: sha,
    tree_id: tree,
    message,
    timestamp: committer.date,
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
  };
}

/** A commit as a git object. */
export function renderGitCommit(world: World, repository: RepositoryState, commit: Commit): Json {
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    url: repositoryApiUrl(world, repository, `/git/commits/${commit.sha}`),
    html_url: pageUrl(world, repository, `/commit/${commit.sha}`),
    author: commit.author,
    committer: commit.committer,
    tree: treeReference(world, repository, commit.tree),
    message: commit.message,
    parents: commit.parents.map((sha) => ({
      sha,
      url: repositoryApiUrl(world, repository, `/git/commits/${sha}`),
      html_url: pageUrl(world, repository, `/commit/${sha}`),
    })),
    verification: unsigned,
  };
}

function treeReference(world: World, repository: RepositoryState, sha: string): Json {
  return { sha, url: repositoryApiUrl(world, repository, `/git/trees/${sha}`) };
}
