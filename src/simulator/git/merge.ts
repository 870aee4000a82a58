import type { RepositoryState } from '../state/records.js';
import { runGit, tryGit } from './run-git.js';

export type MergedTree = { tree: string; conflicts: null } | { tree: string; conflicts: string[] };

/** Merges two commits without a work tree; with conflicts the tree holds the conflict markers. */
export async function mergeTrees(
  repository: RepositoryState,
  ours: string,
  theirs: string,
): Promise<MergedTree> {
  const args = ['merge-tree', '--write-tree', '--name-only', '--no-messages', '-z', ours, theirs];
  const { code, stdout, stderr } = await tryGit(repository.gitDirectory, args);
  if (code > 1) throw new Error(`git merge-tree failed (${code}): ${stderr}`);
  const [tree = '', ...conflicts] = stdout.split('\0').filter(Boolean);
  return code === 0 ? { tree, conflicts: null } : { tree, conflicts };
}

/** Writes a commit of a tree and resolves to its SHA. */
export function commitTree(
  repository: RepositoryState,
  commit: { tree: string; parents: string[]; message: string; identity: Record<string, string> },
): Promise<string> {
  const parents = commit.parents.flatMap((parent) => ['-p', parent]);
  return runGit(repository.gitDirectory, ['commit-tree', commit.tree, ...parents], {
    input: commit.message,
    env: commit.identity,
  });
}

export async function isAncestor(
  repository: RepositoryState,
  ancestor: string,
  descendant: string,
): Promise<boolean> {
  const { code } = await tryGit(repository.gitDirectory, [
    'merge-base',
    '--is-ancestor',
    ancestor,
    descendant,
  ]);
  return code === 0;
}
