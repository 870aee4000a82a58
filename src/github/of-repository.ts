import type { Octokit } from '@octokit/rest';
import type { RepositoryRef } from '#process/task.js';
import type { Octokits } from './open-octokits.js';

/** What every file here works with. */
export interface Adapter {
  readonly octokits: Octokits;
  /** GitHub's pages, without a trailing slash. */
  readonly webUrl: string;
  /** The App's own login is `<slug>[bot]`. */
  readonly appSlug: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The installation's client, and the repository as REST wants it named. */
export function ofRepository(
  { octokits }: Pick<Adapter, 'octokits'>,
  { installation, owner, name }: RepositoryRef,
): { octokit: Octokit; at: { owner: string; repo: string } } {
  return { octokit: octokits.of(installation), at: { owner, repo: name } };
}
