import { changedFiles } from '../git/changed-files.js';
import { readCommit, readCommits } from '../git/read-commit.js';
import type { Commit } from '../state/records.js';
import { runGit, tryGit } from '../git/run-git.js';
import { mergeBranches } from '../acts/merge-branches.js';
import type { Answer, RepositoryCall, RepositoryRoutes } from '../http/call.js';
import { requiredText, textField } from '../http/fields.js';
import { renderChangedFile } from '../render/render-changed-file.js';
import { renderCommit } from '../render/render-commit.js';
import { pageUrl, repositoryApiUrl } from '../render/urls.js';
import { found } from '../state/find.js';
import { refuse } from '../state/refuse.js';
import { doerOf } from './doer-of.js';

const repo = '/repos/{owner}/{repo}';
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

export const commitEndpoints: RepositoryRoutes = {
  [`GET ${repo}/commits/{ref}`]: oneCommit,
  [`GET ${repo}/compare/{basehead}`]: compare,
  [`POST ${repo}/merges`]: async (call) => {
    const { world, repository, body } = call;
    const merged = await mergeBranches(doerOf(call), {
      base: requiredText(body, 'base', 'Merge'),
      head: requiredText(body, 'head', 'Merge'),
      message: textField(body, 'commit_message'),
    });
    if (merged === null) return { status: 204 };
    return {
      status: 201,
      body: renderCommit(world, repository, found(await readCommit(repository, merged))),
    };
  },
};

async function oneCommit({ world, repository, params }: RepositoryCall): Promise<Answer> {
  const ref = params['ref'] ?? '';
  const commit = await readCommit(repository, ref);
  if (!commit) throw refuse.invalid(`No commit found for SHA: ${ref}`);
  const files = await filesOf({ repository }, commit);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return {
    status: 200,
    body: {
      ...renderCommit(world, repository, commit),
      stats: { total: additions + deletions, additions, deletions },
      files: files.map((file) => renderChangedFile(world, repository, { file, sha: commit.sha })),
    },
  };
}

function filesOf({ repository }: Pick<RepositoryCall, 'repository'>, commit: Commit) {
  const [parent] = commit.parents;
  return changedFiles(repository, parent ?? emptyTree, commit.sha);
}

async function compare(call: RepositoryCall): Promise<Answer> {
  const { world, repository, params } = call;
  const basehead = params['basehead'] ?? '';
  const [baseRef = '', headRef = ''] = basehead.split('...');
  const base = found(await readCommit(repository, withoutOwner(baseRef)));
  const head = found(await readCommit(repository, withoutOwner(headRef)));
  const { code, stdout } = await tryGit(repository.gitDirectory, ['merge-base', base.sha, head.sha]);
  if (code !== 0) throw refuse.notFound();
  const mergeBase = found(await readCommit(repository, stdout));
  const counts = await runGit(repository.gitDirectory, [
    'rev-list',
    '--left-right',
    '--count',
    `${base.sha}...${head.sha}`,
  ]);
  const [behind = 0, ahead = 0] = counts.split('\t').map(Number);
  const commits = await readCommits(repository, ['--reverse', head.sha, `^${base.sha}`]);
  const files = await changedFiles(repository, base.sha, head.sha);
  const page = pageUrl(world, repository, `/compare/${basehead}`);
  return {
    status: 200,
    body: {
      url: repositoryApiUrl(world, repository, `/compare/${basehead}`),
      html_url: page,
      permalink_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      base_commit: renderCommit(world, repository, base),
      merge_base_commit: renderCommit(world, repository, mergeBase),
      status: relation(ahead, behind),
      ahead_by: ahead,
      behind_by: behind,
      total_commits: ahead,
      commits: commits.slice(-250).map((commit) => renderCommit(world, repository, commit)),
      files: files.slice(0, 300).map((file) => renderChangedFile(world, repository, { file, sha: head.sha })),
    },
  };
}

function relation(ahead: number, behind: number): string {
  if (ahead === 0) return behind === 0 ? 'identical' : 'behind';
  return behind === 0 ? 'ahead' : 'diverged';
}

/** `owner:branch` names a branch of a fork, or of this repository. */
function withoutOwner(ref: string): string {
  return ref.replace(/^[^:]*:/, '');
}
