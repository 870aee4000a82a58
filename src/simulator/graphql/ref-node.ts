import { objectNode } from './object-node.js';
import { branchNode } from './branch-node.js';
import { connection, type PageArguments } from './connection.js';
import { tryGit } from '../git/run-git.js';
import type { Scope } from './scope.js';

const branches = 'refs/heads/';
const tags = 'refs/tags/';

/** A branch or tag by its full name, or a branch by its short one; null when there is none. */
export async function refNode(scope: Scope, name: string): Promise<object | null> {
  if (!name.startsWith(tags))
    return branchNode(scope, name.startsWith(branches) ? name.slice(branches.length) : name);
  const { code } = await tryGit(scope.repository.gitDirectory, ['show-ref', '--verify', '--quiet', name]);
  if (code !== 0) return null;
  return {
    __typename: 'Ref',
    id: `REF_${Buffer.from(name).toString('base64url')}`,
    name: name.slice(tags.length),
    prefix: tags,
    repository: scope.self,
    target: () => objectNode(scope, name),
    refUpdateRule: null,
    rules: (args: PageArguments) => connection('rules', [], args, () => ({})),
  };
}
