import type { RepositoryState } from '../state/records.js';
import { listRefs } from './list-refs.js';

/** The names of the branches that point to a commit. */
export async function branchesWithTip(repository: RepositoryState, sha: string): Promise<string[]> {
  const refs = await listRefs(repository, 'refs/heads');
  return [...refs].filter(([, tip]) => tip === sha).map(([ref]) => ref.slice('refs/heads/'.length));
}
