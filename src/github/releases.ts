import type { FoundRelease, GitHub } from '#ports/github.js';
import { GitHubFault } from '#errors/github-fault.js';
import { type Adapter, ofRepository } from './of-repository.js';

type Releases = Pick<
  GitHub,
  'findRelease' | 'draftRelease' | 'attachFile' | 'removeFile' | 'publishRelease' | 'loadMessages'
>;

/** What GitHub says of a release, as far as it is read here. */
interface Answer {
  readonly id: number;
  readonly html_url: string;
  readonly draft: boolean;
  readonly target_commitish: string;
  readonly upload_url: string;
  readonly assets: readonly { readonly id: number; readonly name: string }[];
}

/** Releases, drafted first. */
export function openReleases(adapter: Adapter): Releases {
  return {
    async findRelease(repository, tag) {
      const { octokit, at } = ofRepository(adapter, repository);
      // Drafts have no tag yet and are only in the list; ours is among the newest.
      const { data } = await octokit.rest.repos.listReleases({ ...at, per_page: 100 });
      const found = data.find((release) => release.tag_name === tag);
      return found === undefined ? null : toRelease(found);
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
      return toRelease(data);
    },
    async attachFile(repository, { uploadTo }, { name, type, text }) {
      const { octokit } = ofRepository(adapter, repository);
      // Files go to a host of their own, which GitHub names in the release.
      const url = `${uploadTo.replace(/\{[^}]*\}$/, '')}?name=${encodeURIComponent(name)}`;
      await octokit.request({ method: 'POST', url, data: text, headers: { 'content-type': type } });
    },
    async removeFile(repository, file) {
      const { octokit, at } = ofRepository(adapter, repository);
      try {
        await octokit.rest.repos.deleteReleaseAsset({ ...at, asset_id: file });
      } catch (error) {
        if (!(error instanceof GitHubFault && error.kind === 'gone')) throw error;
      }
    },
    async publishRelease(repository, { id, body }) {
      const { octokit, at } = ofRepository(adapter, repository);
      const { data } = await octokit.rest.repos.updateRelease({ ...at, release_id: id, body, draft: false });
      return { url: data.html_url };
    },
    async loadMessages(repository, change) {
      const { octokit, at } = ofRepository(adapter, repository);
      const asked = { ...at, pull_number: change, per_page: 100 };
      const commits = await octokit.paginate(octokit.rest.pulls.listCommits, asked);
      return commits.map(({ commit }) => commit.message);
    },
  };
}

function toRelease({ id, html_url, draft, target_commitish, upload_url, assets }: Answer): FoundRelease {
  return {
    id,
    url: html_url,
    draft,
    target: target_commitish,
    uploadTo: upload_url,
    files: assets.map((asset) => ({ id: asset.id, name: asset.name })),
  };
}
