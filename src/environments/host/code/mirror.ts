import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GitSource } from '#ports/github.js';
import type { Sha } from '#process/task.js';
import type { InTurns } from '../in-turns.js';
import { type GitRun, runGit } from './run-git.js';
import { WorkFailed } from '../work-failed.js';

export interface Mirror {
  /** The bare repository. */
  readonly directory: string;
  readonly source: GitSource;
  readonly git: Omit<GitRun, 'directory' | 'variables' | 'config'>;
  readonly inTurns: InTurns;
  /** Mirrors that this process has looked after: locks of a crashed one are gone. */
  readonly opened: Set<string>;
}

/** Makes sure that the mirror has this commit; asks the server only when it does not. */
export function fetchCommit(mirror: Mirror, sha: Sha): Promise<void> {
  return mirror.inTurns(mirror.directory, async () => {
    await openMirror(mirror);
    if (await hasCommit(mirror, sha)) return;
    const { url, config } = addressOf(mirror.source);
    const only = ['--quiet', '--depth=1', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head'];
    await runGit(['fetch', ...only, '--', url, `+${sha}:${refOf(sha)}`], {
      ...mirror.git,
      directory: mirror.directory,
      config,
    });
  });
}

/** Writes the files of a commit that the mirror has into an empty directory. Filters and hooks do not run. */
export async function checkOut(mirror: Mirror, sha: Sha, into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  const index = `${into}.index`;
  try {
    await runGit(['read-tree', '--reset', '-u', sha], {
      ...mirror.git,
      directory: into,
      variables: { GIT_DIR: mirror.directory, GIT_WORK_TREE: into, GIT_INDEX_FILE: index },
    });
  } finally {
    await rm(index, { force: true });
  }
}

/** A ref keeps the commit from being collected. */
const refOf = (sha: Sha): string => `refs/greenlight/${sha}`;

async function hasCommit(mirror: Mirror, sha: Sha): Promise<boolean> {
  const { git, directory } = mirror;
  try {
    await runGit(['rev-parse', '--quiet', '--verify', `${refOf(sha)}^{tree}`], { ...git, directory });
    return true;
  } catch (error) {
    if (error instanceof WorkFailed) return false;
    throw error;
  }
}

async function openMirror({ directory, opened, git }: Mirror): Promise<void> {
  if (opened.has(directory)) return;
  await mkdir(dirname(directory), { recursive: true });
  await runGit(['init', '--quiet', '--bare', '--template=', '--initial-branch=main', directory], {
    ...git,
    directory: dirname(directory),
  });
  const files = await readdir(directory, { recursive: true });
  const locks = files.filter((file) => file.endsWith('.lock'));
  await Promise.all(locks.map((lock) => rm(join(directory, lock), { force: true })));
  opened.add(directory);
}

/** The address without anything secret, and the token as a header that goes nowhere else. */
function addressOf({ url, token }: GitSource): { url: string; config: [string, string][] } {
  const address = new URL(url);
  if (address.protocol !== 'http:' && address.protocol !== 'https:') {
    throw new WorkFailed('source', `code is fetched over http(s) only, not ${address.protocol}`);
  }
  address.username = '';
  address.password = '';
  if (token === '') return { url: address.href, config: [] };
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    url: address.href,
    config: [[`http.${address.origin}/.extraHeader`, `Authorization: Basic ${credentials}`]],
  };
}
