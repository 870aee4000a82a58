import type { GitHub } from '#ports/github.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';

type Reverts = Pick<GitHub, 'revertChange' | 'findChange'>;

const revert = `mutation Revert($change: ID!, $title: String!, $body: String!) {
  revertPullRequest(input: { pullRequestId: $change, title: $title, body: $body }) { revertPullRequest { number } }
}`;

interface Reverted {
  readonly revertPullRequest: { readonly revertPullRequest: { readonly number: number } | null };
}

/** Pull requests that take merged ones out again. */
export function openReverts(adapter: Adapter): Reverts {
  return {
    async revertChange(repository, { node, title, body }) {
      const { octokit } = ofRepository(adapter, repository);
      const answer = await graphql<Reverted>(octokit, revert, { change: node, title, body });
      const made = answer.revertPullRequest.revertPullRequest;
      if (made === null) throw new Error('GitHub reverted a pull request without opening another');
      return { number: made.number };
    },
    async findChange(repository, marker) {
      const { octokit, at } = ofRepository(adapter, repository);
      const { data } = await octokit.rest.pulls.list({
        ...at,
        state: 'all',
        sort: 'created',
        direction: 'desc',
        per_page: 100,
      });
      const own = `${adapter.appSlug}[bot]`;
      const found = data.find(({ user, body }) => user?.login === own && body?.includes(marker));
      return found === undefined ? null : { number: found.number };
    },
  };
}
