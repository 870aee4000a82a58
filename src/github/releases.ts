import type { GitHub } from '#ports/github.js';
import { type Adapter, ofRepository } from './of-repository.js';

type Releases = Pick<GitHub, 'findRelease' | 'draftRelease' | 'publishRelease'>;

/** Releases, drafted first. */
export function openReleases(adapter: Adapter): Releases {
  return {
    async findRelease(repository, tag) {
      const { octokit, at } = ofRepository(adapter, repository);
      // Drafts have no tag yet and are only in the list; ours is among the newest.
      const { data } = await octokit.rest.repos.listReleases({ ...at, per_page: 100 });
      const found = data.find((release) => release.tag_name === tag);
      if (found === undefined) return null;
      return { id: found.id, url: found.html_url, draft: found.draft, target: found.target_commitish };
    },
    async draftRelease(repository, { tag, target, name, body }) {
      const { octokit, at } = ofRepository(adapter, repository);
      const { data } = await octokit.rest.repos.createRelease({
        ...at,
        tag_name: tag,
        target_commitish: target,
        name,
        body,
        draft: true,
      });
      return { id: data.id };
    },
    async publishRelease(repository, release) {
      const { octokit, at } = ofRepository(adapter, repository);
      const { data } = await octokit.rest.repos.updateRelease({ ...at, release_id: release, draft: false });
      return { url: data.html_url };
    },
  };
}
