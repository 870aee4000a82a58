import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitHubError } from '../state/github-error.js';
import type { RepositoryState } from '../state/records.js';
import { runGit, tryGit } from './run-git.js';

/** Replays the commits of a head on a base and resolves to the last new commit; throws 405 when one does not apply. */
export async function rebaseCommits(
  repository: RepositoryState,
  { base, head, identity }: { base: string; head: string; identity: Record<string, string> },
): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'simulator-rebase-'));
  const tree = join(parent, 'tree');
  const committer = Object.fromEntries(
    Object.entries(identity).filter(([name]) => name.startsWith('GIT_COMMITTER')),
  );
  try {
    await runGit(repository.gitDirectory, ['worktree', 'add', '--quiet', '--detach', tree, base]);
    const picked = await tryGit(tree, ['cherry-pick', '--no-merges', `${base}..${head}`], { env: committer });
    if (picked.code !== 0) throw new GitHubError(405, 'This branch can’t be rebased');
    return await runGit(tree, ['rev-parse', 'HEAD']);
  } finally {
    await tryGit(repository.gitDirectory, ['worktree', 'remove', '--force', tree]);
    await rm(parent, { recursive: true, force: true });
  }
}
