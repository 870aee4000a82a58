import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import { GitHubFault } from '#errors/github-fault.js';

/** What GitHub allows one installation, below its documented secondary limits so that people's own clicks fit in, too. */
export interface Limits {
  /** REST: a read counts 1, a write 5 (GitHub allows 900 a minute). */
  readonly points: number;
  /** GraphQL: a query counts 1, a mutation 5 (GitHub allows 2,000 a minute). */
  readonly graphqlPoints: number;
  /** Comments, issues, review requests, releases, merges (GitHub allows about 80 a minute). */
  readonly contents: number;
  readonly windowMs: number;
}

export const defaultLimits: Limits = { points: 800, graphqlPoints: 1_800, contents: 70, windowMs: 60_000 };

export interface Asked {
  readonly method: string;
  /** Path or template, e.g. `/repos/{owner}/{repo}/issues`. */
  readonly url: string;
  /** The GraphQL document, when it is one. */
  readonly query?: string | undefined;
}

/** Keeps each installation within its limits; installations never wait for each other. */
export interface Limiter {
  /** Resolves when the request may be sent, in the order of asking. Throws at once while GitHub wants to be left alone. */
  admit(installation: number, asked: Asked): Promise<void>;
  /** GitHub told this installation to stay away. */
  rest(installation: number, forMs: number): void;
}

const contentCreating =
  /\/(comments|issues|requested_reviewers|releases)$|mergePullRequest|addPullRequestReview/;

/** Opens a limiter. `now` is milliseconds since 1970. */
export function openLimiter(limits: Limits, now: () => number): Limiter {
  const duration = limits.windowMs / 1_000;
  const queue = (points: number): RateLimiterQueue =>
    new RateLimiterQueue(new RateLimiterMemory({ points, duration }));
  const rest = queue(limits.points);
  const graphql = queue(limits.graphqlPoints);
  const contents = queue(limits.contents);
  const resting = new Map<number, number>();

  return {
    async admit(installation, asked) {
      const restMs = (resting.get(installation) ?? 0) - now();
      if (restMs > 0)
        throw new GitHubFault('GitHub asked this installation to wait', {
          kind: 'retry',
          retryAfterMs: restMs,
        });
      const key = String(installation);
      if (isWrite(asked) && contentCreating.test(asked.query ?? asked.url))
        await contents.removeTokens(1, key);
      await (asked.query === undefined ? rest : graphql).removeTokens(isWrite(asked) ? 5 : 1, key);
    },
    rest(installation, forMs) {
      resting.set(installation, Math.max(resting.get(installation) ?? 0, now() + forMs));
    },
  };
}

function isWrite({ method, query }: Asked): boolean {
  return query === undefined ? method !== 'GET' : query.trimStart().startsWith('mutation');
}
