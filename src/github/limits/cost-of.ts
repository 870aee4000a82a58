import type { BudgetName } from '#ports/budgets.js';

export interface Asked {
  readonly method: string;
  /** Path or template, e.g. `/repos/{owner}/{repo}/issues`. */
  readonly url: string;
  /** The GraphQL document, when it is one. */
  readonly query?: string | undefined;
}

/** What a request draws on each budget. */
export type Cost = ReadonlyMap<BudgetName, number>;

const contentCreating =
  /\/(comments|issues|requested_reviewers|releases|pulls)$|\/pulls\/\{pull_number\}\/merge$|mergePullRequest|addPullRequestReview/;

/** What GitHub counts a request as: a read 1 point, a write 5, and one more content where people are notified. */
export function costOf(asked: Asked): Cost {
  const write = isWrite(asked);
  const graphql = asked.query !== undefined;
  const contents: readonly (readonly [BudgetName, number])[] =
    write && contentCreating.test(asked.query ?? asked.url)
      ? [
          ['contents', 1],
          ['contents-hour', 1],
        ]
      : [];
  return new Map([
    ['requests', 1],
    [graphql ? 'graphql-points' : 'points', write ? 5 : 1],
    [graphql ? 'graphql' : 'core', 1],
    ...contents,
  ]);
}

function isWrite({ method, query }: Asked): boolean {
  return query === undefined ? method !== 'GET' : query.trimStart().startsWith('mutation');
}
