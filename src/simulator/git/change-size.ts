import type { ChangeSize, RepositoryState } from '../state/records.js';
import { tryGit } from './run-git.js';

/** How big the change from a base to a head is, from where they parted. */
export async function changeSize(
  repository: RepositoryState,
  base: string,
  head: string,
): Promise<ChangeSize> {
  const { gitDirectory } = repository;
  const [count, stat] = await Promise.all([
    tryGit(gitDirectory, ['rev-list', '--count', `${base}..${head}`]),
    tryGit(gitDirectory, ['diff', '--shortstat', `${base}...${head}`]),
  ]);
  const number = (pattern: RegExp): number => Number(pattern.exec(stat.stdout)?.[1] ?? 0);
  return {
    commits: Number(count.stdout) || 0,
    changedFiles: number(/(\d+) files? changed/),
    additions: number(/(\d+) insertion/),
    deletions: number(/(\d+) deletion/),
  };
}
