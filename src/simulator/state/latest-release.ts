import type { Release, RepositoryState } from './records.js';

/** The release that was published last, of those that may count as the latest. */
export function latestRelease({ releases }: RepositoryState): Release | null {
  const counted = releases.filter(
    ({ draft, prerelease, makeLatest }) => !draft && !prerelease && makeLatest !== 'false',
  );
  return counted.at(-1) ?? null;
}
