import type { RepositoryRef, Sha } from '#process/task.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';

/** What is asked of a check run or a commit status, wherever it is listed. Needs the variable `$change`. */
export const contextFields = `
  ... on CheckRun { name status conclusion isRequired(pullRequestNumber: $change) }
  ... on StatusContext { context state isRequired(pullRequestNumber: $change) }`;

/** A check run (`name`, `status`, `conclusion`) or a commit status (`context`, `state`). */
export interface Context {
  readonly name?: string;
  readonly status?: string;
  readonly conclusion?: string | null;
  readonly context?: string;
  readonly state?: string;
  readonly isRequired: boolean;
}

export interface Rollup {
  readonly contexts: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
    readonly nodes: readonly Context[];
  };
}

const document = `query Contexts($owner: String!, $name: String!, $head: GitObjectID!, $change: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    object(oid: $head) { ... on Commit { statusCheckRollup {
      contexts(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${contextFields} } }
    } } }
  }
}`;

interface Answer {
  readonly repository: { readonly object: { readonly statusCheckRollup?: Rollup | null } | null };
}

/** Every check on a commit, all pages of a hundred. */
export async function loadContexts(
  adapter: Adapter,
  repository: RepositoryRef,
  { head, change }: { head: Sha; change: number },
): Promise<readonly Context[]> {
  const { octokit } = ofRepository(adapter, repository);
  const contexts: Context[] = [];
  let after: string | null = null;
  do {
    const answer: Answer = await graphql<Answer>(octokit, document, {
      owner: repository.owner,
      name: repository.name,
      head,
      change,
      after,
    });
    const page = answer.repository.object?.statusCheckRollup?.contexts;
    contexts.push(...(page?.nodes ?? []));
    after = page?.pageInfo.hasNextPage === true ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return contexts;
}
