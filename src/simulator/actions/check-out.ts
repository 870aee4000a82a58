import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gitEnvironment } from '../git/run-git.js';
import { runProcess } from './run-process.js';

/** What the built-in `actions/checkout` is given. */
export interface CheckOut {
  /** A clone URL without a token. */
  readonly url: string;
  readonly token: string;
  readonly workspace: string;
  /** The `with` of the step. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What is checked out without a `ref`. */
  readonly sha: string;
  readonly signal: AbortSignal;
  readonly onOutput: (chunk: Buffer) => void;
}

const known = ['ref', 'path', 'persist-credentials', 'fetch-depth'];

/** Checks a commit out below the workspace, as a tree without history. Credentials are never left behind. Resolves to git's exit code. */
export async function checkOut(asked: CheckOut): Promise<number> {
  const { workspace, inputs, sha } = asked;
  const unknown = Object.keys(inputs).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`this actions/checkout does not know ${unknown.join(', ')}`);
  const directory = join(workspace, inputs['path'] ?? '.');
  if (relative(workspace, directory).startsWith('..')) throw new Error('the path is not below the workspace');
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const steps = [
    ['init', '--quiet', '.'],
    ['fetch', '--quiet', '--depth=1', '--', asked.url, inputs['ref'] ?? sha],
    ['-c', 'advice.detachedHead=false', 'checkout', '--quiet', 'FETCH_HEAD'],
  ];
  for (const args of steps) {
    const code = await git(asked, directory, args);
    if (code !== 0) return code;
  }
  return 0;
}

function git({ token, signal, onOutput }: CheckOut, directory: string, args: string[]): Promise<number> {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return runProcess({
    command: 'git',
    args,
    directory,
    signal,
    onOutput,
    variables: {
      ...gitEnvironment,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.extraHeader',
      GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
    },
  });
}
