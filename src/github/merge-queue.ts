import type { GitHub } from '#ports/github.js';
import { refusalOf } from './changes.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';

type Queue = Pick<GitHub, 'enqueueChange' | 'loadMergeQueue'>;

const enqueue = `mutation Enqueue($change: ID!, $head: GitObjectID!) {
  enqueuePullRequest(input: { pullRequestId: $change, expectedHeadOid: $head }) { mergeQueueEntry { position } }
}`;

const queue = `query MergeQueue($owner: String!, $name: String!, $branch: String!) {
  repository(owner: $owner, name: $name) {
    mergeQueue(branch: $branch) {
      entries(first: 100) { nodes { position headCommit { oid } pullRequest { number headRefOid } } }
    }
  }
}`;

interface Answer {
  readonly repository: {
    readonly mergeQueue: {
      readonly entries: { readonly nodes: readonly (Entry | null)[] | null } | null;
    } | null;
  };
}

interface Entry {
  readonly position: number;
  readonly headCommit: { readonly oid: string } | null;
  readonly pullRequest: { readonly number: number; readonly headRefOid: string } | null;
}

/** GitHub's merge queue. Reading it takes the permission `merge_queues`. */
export function openMergeQueue(adapter: Adapter): Queue {
  return {
    async enqueueChange(repository, { node, head }) {
      const { octokit } = ofRepository(adapter, repository);
      try {
        await graphql(octokit, enqueue, { change: node, head });
        return { kind: 'queued' };
      } catch (error) {
        return refusalOf(error, 'Enqueue');
      }
    },
    async loadMergeQueue(repository, branch) {
      const { octokit } = ofRepository(adapter, repository);
      const { owner, name } = repository;
      const answer = await graphql<Answer>(octokit, queue, { owner, name, branch });
      const nodes = answer.repository.mergeQueue?.entries?.nodes ?? [];
      const entries = nodes.filter((entry): entry is Entry => entry !== null);
      return [...entries]
        .sort((one, other) => one.position - other.position)
        .flatMap(({ headCommit, pullRequest }) =>
          pullRequest === null
            ? []
            : [{ change: pullRequest.number, head: pullRequest.headRefOid, group: headCommit?.oid ?? null }],
        );
    },
  };
}
