import type { RepositoryState } from '../state/records.js';
import { runGit } from './run-git.js';

export interface NewCommit {
  /** null: the first commit of a repository. */
  parent: string | null;
  /** Path → content and mode; null deletes. Without a mode the file keeps its own (100644 for a new one). */
  files: Map<string, { content: Buffer; mode?: string } | null>;
  message: string;
  /** As identity() makes it. */
  identity: Record<string, string>;
}

/** Writes a commit, without moving any branch, and resolves to its SHA. */
export async function commitFiles(repository: RepositoryState, commit: NewCommit): Promise<string> {
  const modes = commit.parent ? await modesOf(repository, commit.parent) : new Map<string, string>();
  const who = (role: string): string =>
    `${commit.identity[`GIT_${role}_NAME`]} <${commit.identity[`GIT_${role}_EMAIL`]}> ${commit.identity[`GIT_${role}_DATE`]}`;
  const parts: (string | Buffer)[] = [
    `reset refs/simulator/draft\n\ncommit refs/simulator/draft\nmark :1\n`,
    `author ${who('AUTHOR')}\ncommitter ${who('COMMITTER')}\n`,
    ...data(Buffer.from(commit.message)),
    commit.parent ? `from ${commit.parent}\n` : '',
  ];
  for (const [path, file] of commit.files) {
    if (file === null) parts.push(`D ${quoted(path)}\n`);
    else {
      const mode = file.mode ?? modes.get(path) ?? '100644';
      parts.push(`M ${mode} inline ${quoted(path)}\n`, ...data(file.content));
    }
  }
  parts.push('\nget-mark :1\ndone\n');
  const input = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  return runGit(repository.gitDirectory, ['fast-import', '--quiet', '--force', '--done'], { input });
}

function data(content: Buffer): (string | Buffer)[] {
  return [`data ${content.length}\n`, content, '\n'];
}

function quoted(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

async function modesOf(repository: RepositoryState, commit: string): Promise<Map<string, string>> {
  const listing = await runGit(repository.gitDirectory, ['ls-tree', '-r', '-z', commit]);
  return new Map(
    listing
      .split('\0')
      .filter(Boolean)
      .map((line) => [line.slice(line.indexOf('\t') + 1), line.slice(0, 6)]),
  );
}
