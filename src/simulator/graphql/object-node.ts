import { objectType } from '../git/object-type.js';
import { readBlob } from '../git/read-path.js';
import { runGit, tryGit } from '../git/run-git.js';
import { commitNode } from './commit-node.js';
import { objectFields } from './object-fields.js';
import type { Scope } from './scope.js';

/** GitHub cuts the text of larger files. */
const mostBytes = 512_000;

/** The git object that an expression names (`main:README.md`, `HEAD`, a SHA); null when there is none. */
export async function objectNode(scope: Scope, expression: string): Promise<object | null> {
  if (expression.startsWith('-')) return null;
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', expression];
  const { code, stdout: sha } = await tryGit(scope.repository.gitDirectory, args);
  const type = code === 0 ? await objectType(scope.repository, sha) : null;
  if (type === 'commit') return commitNode(scope, sha);
  if (type === 'tree') return objectFields(scope, { type: 'Tree', sha });
  if (type === 'blob') return blobNode(scope, sha);
  return type === 'tag' ? tagNode(scope, sha) : null;
}

async function blobNode(scope: Scope, sha: string): Promise<object> {
  const bytes = await readBlob(scope.repository, sha);
  const isBinary = bytes.subarray(0, 8_000).includes(0);
  return {
    ...objectFields(scope, { type: 'Blob', sha }),
    byteSize: bytes.length,
    isBinary,
    isTruncated: bytes.length > mostBytes,
    text: isBinary ? null : bytes.subarray(0, mostBytes).toString(),
  };
}

async function tagNode(scope: Scope, sha: string): Promise<object> {
  const raw = await runGit(scope.repository.gitDirectory, ['cat-file', 'tag', sha]);
  const [head = '', ...message] = raw.split('\n\n');
  const field = (name: string): string => new RegExp(`^${name} (.*)$`, 'm').exec(head)?.[1] ?? '';
  return {
    ...objectFields(scope, { type: 'Tag', sha }),
    name: field('tag'),
    message: message.join('\n\n'),
    target: () => objectNode(scope, field('object')),
  };
}
