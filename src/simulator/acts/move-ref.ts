import { isAncestor } from '../git/merge.js';
import { runGit, tryGit } from '../git/run-git.js';
import { refuse } from '../state/refuse.js';
import type { Doer } from './doer.js';
import { guardBranch } from './guard-branch.js';
import { refMoved } from './refs-moved.js';

/** Where a ref points to now, by its full name; null when there is none. */
export async function currentRef(
  { repository }: Pick<Doer, 'repository'>,
  ref: string,
): Promise<string | null> {
  const { code, stdout } = await tryGit(repository.gitDirectory, ['rev-parse', '--verify', '--quiet', ref]);
  return code === 0 ? stdout : null;
}

/**
 * Creates, moves or (null) deletes a branch or tag, with everything that follows from it.
 * Throws 422 unless it goes forward or is forced, and for what branch protection forbids.
 */
export async function moveRef(
  doer: Doer,
  { ref, to, force = false }: { ref: string; to: string | null; force?: boolean },
): Promise<void> {
  const { repository } = doer;
  const before = await currentRef(doer, ref);
  if (before === to) return;
  if (ref.startsWith('refs/heads/')) guardBranch(doer, ref.slice('refs/heads/'.length), to);
  if (before !== null && to !== null && !force && !(await isAncestor(repository, before, to))) {
    throw refuse.invalid('Update is not a fast forward');
  }
  const args = to === null ? ['update-ref', '-d', ref] : ['update-ref', ref, to];
  await runGit(repository.gitDirectory, args);
  await refMoved(doer, { ref, before, after: to });
}
