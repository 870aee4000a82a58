import type { RepositoryState } from '../state/records.js';
import { runGit } from './run-git.js';

export interface ChangedPaths {
  added: string[];
  removed: string[];
  modified: string[];
}

/** The paths a commit touched, compared with its first parent. */
export async function changedPaths({ gitDirectory }: RepositoryState, sha: string): Promise<ChangedPaths> {
  const args = [
    'diff-tree',
    '-r',
    '-z',
    '--root',
    '--no-commit-id',
    '--name-status',
    '--first-parent',
    '-m',
    sha,
  ];
  const fields = (await runGit(gitDirectory, args)).split('\0').filter(Boolean);
  const changed: ChangedPaths = { added: [], removed: [], modified: [] };
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [status = '', path = ''] = [fields[index], fields[index + 1]];
    if (status === 'A') changed.added.push(path);
    else if (status === 'D') changed.removed.push(path);
    else changed.modified.push(path);
  }
  return changed;
}
