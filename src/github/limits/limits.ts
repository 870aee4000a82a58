/**
 * What one installation may ask of GitHub, below its documented secondary limits so that people's own clicks fit in, too.
 * Source: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export interface Limits {
  /** Requests at the same time (GitHub allows 100, REST and GraphQL together). */
  readonly requests: number;
  /** REST, in a minute: a read counts 1, a write 5 (GitHub allows 900). */
  readonly points: number;
  /** GraphQL, in a minute: a query counts 1, a mutation 5 (GitHub allows 2,000). */
  readonly graphqlPoints: number;
  /** Comments, issues, review requests, releases, merges, in a minute (GitHub allows about 80) … */
  readonly contents: number;
  /** … and in an hour (GitHub allows about 500). */
  readonly contentsHour: number;
  /** A request that would wait longer fails instead, so that nobody is held up by it. */
  readonly patienceMs: number;
}

export const defaultLimits: Limits = {
  requests: 40,
  points: 850,
  graphqlPoints: 1_900,
  contents: 75,
  contentsHour: 480,
  patienceMs: 30_000,
};

/** Of every budget this part is kept for what gates a delivery. */
export const keptForGates = 0.2;

/** The limits of a GitHub that allows `factor` times as much as github.com. */
export function limitsTimes(factor: number): Limits {
  const { points, graphqlPoints, contents, contentsHour } = defaultLimits;
  return {
    ...defaultLimits,
    points: points * factor,
    graphqlPoints: graphqlPoints * factor,
    contents: contents * factor,
    contentsHour: contentsHour * factor,
  };
}
