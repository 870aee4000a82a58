import { GitHubFault } from '#errors/github-fault.js';
import type { Look, Lookout, SeenChange, SeenEvent } from '#ports/lookout.js';
import type { Instant, RepositoryRef } from '#process/task.js';
import { type Adapter, ofRepository } from '../of-repository.js';
import { digestOfRuns, digestOfStatuses } from './digest-of-checks.js';
import { type Asked, lookAtList, lookAtOne, pageSize } from './look.js';
import { toChange, toComment, toEvent, toIssue, toReview } from './read-seen.js';

type At = (repository: RepositoryRef, path: string, etag: string | null) => Asked;

interface GivenRepository {
  readonly id: number;
  readonly name: string;
  readonly owner: { readonly login: string };
  readonly default_branch: string;
}

/** Looks for what no delivery told. */
export function openLookout(adapter: Adapter): Lookout {
  const at: At = (repository, path, etag) => {
    const { octokit, at: named } = ofRepository(adapter, repository);
    return { octokit, path: `/repos/${named.owner}/${named.repo}${path}`, etag };
  };
  return {
    lookAtInstallation: (installation, etag) => {
      const asked = { octokit: adapter.octokits.of(installation), path: '/installation/repositories', etag };
      return lookAtList(asked, ({ id, name, owner }: GivenRepository) => ({
        id,
        name,
        owner: owner.login,
        installation,
      }));
    },
    lookAtRepository: (repository, etag) =>
      lookAtOne(at(repository, '', etag), ({ name, owner, default_branch }: GivenRepository) => ({
        owner: owner.login,
        name,
        defaultBranch: default_branch,
      })),
    lookAtBranch: (repository, branch, etag) =>
      lookAtOne(
        at(repository, `/branches/${encodeURIComponent(branch)}`, etag),
        ({ commit }: { commit: { sha: string } }) => commit.sha,
      ),
    ...listsOf(at),
    ...tasksOf(at, adapter.appSlug),
  };
}

const oldestFirst = (since: Instant) => ({
  sort: 'updated',
  direction: 'asc',
  since: new Date(since).toISOString(),
});

/** One list for a whole repository. */
function listsOf(
  at: At,
): Pick<Lookout, 'lookAtIssues' | 'lookAtComments' | 'lookAtChanges' | 'lookAtEvents'> {
  return {
    lookAtIssues: (repository, since, etag) =>
      lookAtList(
        { ...at(repository, '/issues', etag), query: { state: 'all', ...oldestFirst(since) } },
        toIssue,
      ),
    lookAtComments: (repository, since, etag) =>
      lookAtList({ ...at(repository, '/issues/comments', etag), query: oldestFirst(since) }, toComment),
    lookAtChanges: (repository, since, etag) => {
      const query = { state: 'all', sort: 'updated', direction: 'desc' };
      const isOld = ({ changed }: SeenChange): boolean => changed < since;
      return lookAtList({ ...at(repository, '/pulls', etag), query }, toChange, isOld);
    },
    lookAtEvents: async (repository, { after, since }, etag) => {
      const isOld = (event: Pick<SeenEvent, 'id' | 'at'>): boolean => event.id <= after || event.at < since;
      const all = await lookAtList(at(repository, '/issues/events', etag), toEvent, isOld);
      if (all === null) return null;
      const news = all.value.filter((event) => !isOld(event));
      return { ...all, value: news.filter((event): event is SeenEvent => 'event' in event) };
    },
  };
}

/** What lists do not tell of a single task. */
function tasksOf(
  at: At,
  appSlug: string,
): Pick<Lookout, 'lookAtIssue' | 'lookAtComment' | 'lookAtReviews' | 'lookAtRuns' | 'lookAtStatuses'> {
  const whole = { per_page: pageSize };
  return {
    lookAtIssue: async (repository, issue, etag) => {
      const isHere = (seen: { number: number; repository_url: string }): boolean =>
        seen.number === issue && isOf(repository, seen.repository_url);
      const read = (seen: Parameters<typeof isHere>[0]) => (isHere(seen) ? 'there' : 'gone');
      return unlessGone(lookAtOne(at(repository, `/issues/${issue}`, etag), read), 'gone');
    },
    lookAtComment: (repository, comment, etag) => {
      const read = ({ body }: { body?: string }): string | null => body ?? '';
      return unlessGone(lookAtOne(at(repository, `/issues/comments/${comment}`, etag), read), null);
    },
    lookAtReviews: async (repository, change, etag) => {
      const all = await lookAtList(at(repository, `/pulls/${change}/reviews`, etag), toReview);
      return all && { ...all, value: all.value.filter((review) => review !== null) };
    },
    lookAtRuns: (repository, head, etag) =>
      lookAtOne(
        { ...at(repository, `/commits/${head}/check-runs`, etag), query: whole },
        (runs: Parameters<typeof digestOfRuns>[0]) => digestOfRuns(runs, appSlug),
      ),
    lookAtStatuses: (repository, head, etag) =>
      lookAtOne({ ...at(repository, `/commits/${head}/status`, etag), query: whole }, digestOfStatuses),
  };
}

async function unlessGone<T>(look: Look<T>, gone: T): Look<T> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof GitHubFault && error.kind === 'gone') return { etag: null, value: gone };
    throw error;
  }
}

/** An issue that was transferred is answered with the one that it became. */
function isOf({ owner, name }: RepositoryRef, url: string): boolean {
  return url.toLowerCase().endsWith(`/repos/${owner}/${name}`.toLowerCase());
}
