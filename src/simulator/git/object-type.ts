import type { RepositoryState } from '../state/records.js';
import { tryGit } from './run-git.js';

/** `commit`, `tag`, `tree` or `blob`; null when there is no such object. */
export async function objectType({ gitDirectory }: RepositoryState, sha: string): Promise<string | null> {
  const { code, stdout } = await tryGit(gitDirectory, ['cat-file', '-t', sha]);
  return code === 0 ? stdout : null;
}
