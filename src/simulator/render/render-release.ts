import type { Release, RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { renderAccount } from './render-account.js';
import { renderAsset } from './render-asset.js';
import { renderTime, renderTimeOrNull } from './render-time.js';
import { pageUrl, repositoryApiUrl } from './urls.js';

export function renderRelease(world: World, repository: RepositoryState, release: Release): Json {
  const self = repositoryApiUrl(world, repository, `/releases/${release.id}`);
  const tag = release.draft ? `untagged-${release.id}` : release.tagName;
  const archive = (kind: string): string | null =>
    release.draft ? null : repositoryApiUrl(world, repository, `/${kind}/${release.tagName}`);
  return {
    url: self,
    assets_url: `${self}/assets`,
    upload_url: `${self.replace('/api/v3/', '/api/uploads/')}/assets{?name,label}`,
    html_url: pageUrl(world, repository, `/releases/tag/${tag}`),
    id: release.id,
    author: renderAccount(world, release.author),
    node_id: release.nodeId,
    tag_name: release.tagName,
    target_commitish: release.targetCommitish,
    name: release.name,
    draft: release.draft,
    immutable: false,
    prerelease: release.prerelease,
    created_at: renderTime(release.createdAt),
    updated_at: renderTime(release.publishedAt ?? release.createdAt),
    published_at: renderTimeOrNull(release.publishedAt),
    assets: release.assets.map((asset) => renderAsset(world, { repository, release }, asset)),
    tarball_url: archive('tarball'),
    zipball_url: archive('zipball'),
    body: release.body,
  };
}
