import { GitHubFault } from '#errors/github-fault.js';
import type { GitHub, MergeResult } from '#ports/github.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';

type Changes = Pick<GitHub, 'requestReview' | 'mergeChange' | 'linkedIssues'>;

const methods = { merge: 'MERGE', squash: 'SQUASH', rebase: 'REBASE' } as const;

const merge = `mutation Merge($change: ID!, $head: GitObjectID!, $title: String, $by: PullRequestMergeMethod!) {
  mergePullRequest(input: { pullRequestId: $change, expectedHeadOid: $head, commitHeadline: $title, mergeMethod: $by }) {
    pullRequest { mergeCommit { oid tree { oid } } }
  }
}`;

const linked = `query LinkedIssues($owner: String!, $name: String!, $change: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $change) { closingIssuesReferences(first: 10) { nodes { number repository { databaseId } } } }
  }
}`;

interface Linked {
  readonly repository: {
    readonly pullRequest: {
      readonly closingIssuesReferences: {
        readonly nodes: readonly {
          readonly number: number;
          readonly repository: { readonly databaseId: number };
        }[];
      };
    } | null;
  };
}

interface Merged {
  readonly mergePullRequest: {
    readonly pullRequest: {
      readonly mergeCommit: { readonly oid: string; readonly tree: { readonly oid: string } } | null;
    };
  };
}

/** What is done to pull requests. */
export function openChanges(adapter: Adapter): Changes {
  return {
    async requestReview(repository, change, { users, teams, again }) {
      const { octokit, at } = ofRepository(adapter, repository);
      const request = { ...at, pull_number: change, reviewers: [...users], team_reviewers: [...teams] };
      // Whoever is still asked hears nothing of being asked once more.
      if (again) await octokit.rest.pulls.removeRequestedReviewers(request);
      await octokit.rest.pulls.requestReviewers(request);
    },
    async mergeChange(repository, { node, head, title, method }) {
      const { octokit } = ofRepository(adapter, repository);
      try {
        // A rebase keeps the messages of the commits.
        const headline = method === 'rebase' ? null : title;
        const asked = { change: node, head, title: headline, by: methods[method] };
        const answer = await graphql<Merged>(octokit, merge, asked);
        const commit = answer.mergePullRequest.pullRequest.mergeCommit;
        if (commit === null) return { kind: 'refused', why: 'GitHub has not merged it' };
        return { kind: 'merged', sha: commit.oid, tree: commit.tree.oid };
      } catch (error) {
        return refusalOf(error, 'Merge');
      }
    },
    async linkedIssues(repository, change) {
      const { octokit } = ofRepository(adapter, repository);
      const { owner, name, id } = repository;
      const answer = await graphql<Linked>(octokit, linked, { owner, name, change });
      const nodes = answer.repository.pullRequest?.closingIssuesReferences.nodes ?? [];
      return nodes.filter((node) => node.repository.databaseId === id).map(({ number }) => number);
    },
  };
}

/** GitHub's word is final, but for a base that moved while it was merging: then the same merge works a moment later. */
export function refusalOf(error: unknown, name: string): Exclude<MergeResult, { kind: 'merged' }> {
  if (!(error instanceof GitHubFault) || error.kind === 'retry') throw error;
  const { message } = error;
  if (/head branch was modified|expected head oid/i.test(message)) return { kind: 'head-moved' };
  if (/base branch was modified/i.test(message))
    throw new GitHubFault(message, { kind: 'retry', cause: error });
  return { kind: 'refused', why: message.replace(`GitHub refused ${name}: `, '') };
}
