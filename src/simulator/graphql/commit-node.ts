import { readCommit } from '../git/read-commit.js';
import type { Commit } from '../state/records.js';
import { pageUrl } from '../render/urls.js';
import { found } from '../state/find.js';
import { connection, type PageArguments } from './connection.js';
import { objectFields } from './object-fields.js';
import { rollupNode } from './rollup-node.js';
import type { Scope } from './scope.js';

/** A commit that exists; it is read when more than its id is asked for. */
export function commitNode(scope: Scope, sha: string): object {
  const { world, repository } = scope;
  const read = once(async () => found(await readCommit(repository, sha)));
  return {
    ...objectFields(scope, { type: 'Commit', sha }),
    url: pageUrl(world, repository, `/commit/${sha}`),
    authoredDate: async () => (await read()).author.date,
    committedDate: async () => (await read()).committer.date,
    message: async () => (await read()).message,
    messageHeadline: async () => headlineOf(await read()),
    messageBody: async () => bodyOf(await read()),
    tree: async () => objectFields(scope, { type: 'Tree', sha: (await read()).tree }),
    parents: async (args: PageArguments) =>
      connection('parents', (await read()).parents, args, (parent) => commitNode(scope, parent)),
    statusCheckRollup: () => rollupNode(scope, sha),
  };
}

function headlineOf({ message }: Commit): string {
  return message.split('\n')[0] ?? '';
}

function bodyOf({ message }: Commit): string {
  return message.split('\n').slice(1).join('\n').trim();
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= read());
}
