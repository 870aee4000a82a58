import type { Scope } from './scope.js';

export type ObjectType = 'Blob' | 'Commit' | 'Tag' | 'Tree';

const prefixes = { Blob: 'B', Commit: 'C', Tag: 'T', Tree: 'TR' } satisfies Record<ObjectType, string>;

/** The fields of every git object; a tree has no others here. */
export function objectFields({ self }: Scope, { type, sha }: { type: ObjectType; sha: string }): object {
  return {
    __typename: type,
    id: `${prefixes[type]}_${sha}`,
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    repository: self,
  };
}
