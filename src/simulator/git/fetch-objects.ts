import type { RepositoryState } from '../state/records.js';
import { runGit } from './run-git.js';

/** Brings a commit of a fork into the repository: on GitHub both keep their objects in one place. */
export async function fetchObjects(
  repository: RepositoryState,
  fork: RepositoryState,
  sha: string,
): Promise<void> {
  await runGit(repository.gitDirectory, [
    'fetch',
    '--quiet',
    '--no-write-fetch-head',
    fork.gitDirectory,
    sha,
  ]);
}
