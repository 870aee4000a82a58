import type { RepositoryState } from '../state/records.js';
import { runGit } from './run-git.js';

/** Branches and tags by full name (`refs/heads/main`) → the object they point to (of an annotated tag: the tag object). */
export async function listRefs(repository: RepositoryState, prefix = ''): Promise<Map<string, string>> {
  const patterns = prefix ? [prefix] : ['refs/heads', 'refs/tags'];
  const lines = await runGit(repository.gitDirectory, [
    'for-each-ref',
    '--format=%(refname) %(objectname)',
    ...patterns,
  ]);
  return new Map(
    lines
      .split('\n')
      .filter(Boolean)
      .map((line) => splitOnce(line)),
  );
}

function splitOnce(line: string): [string, string] {
  const at = line.indexOf(' ');
  return [line.slice(0, at), line.slice(at + 1)];
}
