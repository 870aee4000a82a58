import { spawn } from 'node:child_process';
import type { RepositoryState } from '../state/records.js';
import { gitEnvironment, runGit } from './run-git.js';

export interface TreeEntry {
  path: string;
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  /** Bytes; 0 for a directory. */
  size: number;
}

/** What is at a path of a commit: a file (`entry`), or a directory's entries (`children`); neither when nothing is there. */
export async function listEntries(
  repository: RepositoryState,
  commit: string,
  path: string,
): Promise<{ entry: TreeEntry | null; children: TreeEntry[] | null }> {
  if (path === '') return { entry: null, children: await list(repository, commit, []) };
  const [entry] = await list(repository, commit, [path]);
  if (entry?.type !== 'tree') return { entry: entry ?? null, children: null };
  return { entry, children: await list(repository, commit, [`${path}/`]) };
}

async function list(
  { gitDirectory }: RepositoryState,
  commit: string,
  paths: string[],
): Promise<TreeEntry[]> {
  const output = await runGit(gitDirectory, [
    '--literal-pathspecs',
    'ls-tree',
    '-l',
    '-z',
    commit,
    '--',
    ...paths,
  ]);
  return output.split('\0').filter(Boolean).map(parseEntry);
}

function parseEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t');
  const [mode = '', type = '', sha = '', size = ''] = line.slice(0, tab).split(/\s+/);
  return {
    path: line.slice(tab + 1),
    mode,
    type: type === 'tree' || type === 'commit' ? type : 'blob',
    sha,
    size: Number(size) || 0,
  };
}

/** The bytes of a blob. */
export function readBlob({ gitDirectory }: RepositoryState, sha: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['cat-file', 'blob', sha], { cwd: gitDirectory, env: gitEnvironment });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(Buffer.concat(chunks)) : reject(new Error(`there is no blob ${sha}`)),
    );
  });
}
