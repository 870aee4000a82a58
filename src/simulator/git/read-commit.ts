import type { Commit, RepositoryState } from '../state/records.js';
import { tryGit } from './run-git.js';

const format = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x1f') + '%x1e';

/** The SHA of the commit that a branch, tag, SHA or `heads/…` names; null when there is none. */
export async function resolveCommit(repository: RepositoryState, ref: string): Promise<string | null> {
  const isBranch = !/^[0-9a-f]{40}$/.test(ref) && !ref.startsWith('refs/');
  const candidates = isBranch ? [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`, ref] : [ref];
  for (const candidate of candidates) {
    if (candidate.startsWith('-')) continue;
    const { code, stdout } = await tryGit(repository.gitDirectory, [
      'rev-parse',
      '--verify',
      '--quiet',
      `${candidate}^{commit}`,
    ]);
    if (code === 0) return stdout;
  }
  return null;
}

/** A commit by anything that names it, or null. */
export async function readCommit(repository: RepositoryState, ref: string): Promise<Commit | null> {
  const sha = await resolveCommit(repository, ref);
  return sha === null ? null : ((await readCommits(repository, ['--max-count=1', sha]))[0] ?? null);
}

/** Commits as `git log` lists them with these arguments; none when a revision does not exist. */
export async function readCommits(repository: RepositoryState, revisions: string[]): Promise<Commit[]> {
  const { code, stdout } = await tryGit(repository.gitDirectory, ['log', `--format=${format}`, ...revisions]);
  if (code !== 0) return [];
  return stdout
    .split('\x1e')
    .map((entry) => entry.replace(/^\n/, ''))
    .filter(Boolean)
    .map(parseCommit);
}

function parseCommit(entry: string): Commit {
  const [
    sha = '',
    tree = '',
    parents = '',
    an = '',
    ae = '',
    ad = '',
    cn = '',
    ce = '',
    cd = '',
    message = '',
  ] = entry.split('\x1f');
  return {
    sha,
    tree,
    parents: parents.split(' ').filter(Boolean),
    author: { name: an, email: ae, date: utc(ad) },
    committer: { name: cn, email: ce, date: utc(cd) },
    message: message.replace(/\n+$/, ''),
  };
}

function utc(date: string): string {
  return new Date(date).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
