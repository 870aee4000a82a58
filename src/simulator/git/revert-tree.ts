import type { RepositoryState } from '../state/records.js';
import { commitTree, mergeTrees } from './merge.js';
import { runGit } from './run-git.js';

/**
 * The tree of `on` without what came between `before` and `after`; null when that conflicts. A merge whose base is `after`, made of
 * commits of its own: older versions of git cannot be told the base of a merge.
 */
export async function revertTree(
  repository: RepositoryState,
  { on, before, after }: { on: string; before: string; after: string },
): Promise<string | null> {
  const draft = async (of: string, parents: string[]): Promise<string> => {
    const tree = await runGit(repository.gitDirectory, ['rev-parse', `${of}^{tree}`]);
    return commitTree(repository, { tree, parents, message: 'draft', identity: {} });
  };
  const base = await draft(after, []);
  const { tree, conflicts } = await mergeTrees(
    repository,
    await draft(on, [base]),
    await draft(before, [base]),
  );
  return conflicts === null ? tree : null;
}
