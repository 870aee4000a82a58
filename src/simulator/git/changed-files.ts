import type { RepositoryState } from '../state/records.js';
import { runGit } from './run-git.js';

export interface ChangedFile {
  path: string;
  status: 'added' | 'removed' | 'modified';
  /** Of the blob after the change; before it when the file was removed. */
  sha: string;
  additions: number;
  deletions: number;
}

const statuses: Record<string, ChangedFile['status']> = { A: 'added', D: 'removed' };

/** The files that differ between a head and where it parted from a base; renames count as removed and added. */
export async function changedFiles(
  { gitDirectory }: RepositoryState,
  base: string,
  head: string,
): Promise<ChangedFile[]> {
  const range = `${base}...${head}`;
  const [raw, numbers] = await Promise.all([
    runGit(gitDirectory, ['diff', '--raw', '--no-renames', '--abbrev=40', '-z', range]),
    runGit(gitDirectory, ['diff', '--numstat', '--no-renames', '-z', range]),
  ]);
  const counts = new Map(numbers.split('\0').filter(Boolean).map(parseCounts));
  const fields = raw.split('\0').filter(Boolean);
  const files: ChangedFile[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [, , before = '', after = '', letter = ''] = (fields[index] ?? '').split(' ');
    const path = fields[index + 1] ?? '';
    const { additions = 0, deletions = 0 } = counts.get(path) ?? {};
    const sha = letter === 'D' ? before : after;
    files.push({ path, status: statuses[letter] ?? 'modified', sha, additions, deletions });
  }
  return files;
}

/** Binary files count no lines. */
function parseCounts(line: string): [string, { additions: number; deletions: number }] {
  const [additions = '', deletions = '', path = ''] = line.split('\t');
  return [path, { additions: Number(additions) || 0, deletions: Number(deletions) || 0 }];
}
