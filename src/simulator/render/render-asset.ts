import { createHash } from 'node:crypto';
import type { Release, RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { renderAccount } from './render-account.js';
import { renderTime } from './render-time.js';
import { pageUrl, repositoryApiUrl } from './urls.js';

export function renderAsset(
  world: World,
  { repository, release }: { repository: RepositoryState; release: Release },
  asset: Release['assets'][number],
): Json {
  const { id, nodeId, name, label, contentType, content, uploader, createdAt } = asset;
  const tag = release.draft ? `untagged-${release.id}` : release.tagName;
  return {
    url: repositoryApiUrl(world, repository, `/releases/assets/${id}`),
    browser_download_url: pageUrl(world, repository, `/releases/download/${tag}/${name}`),
    id,
    node_id: nodeId,
    name,
    label,
    state: 'uploaded',
    content_type: contentType,
    size: content.length,
    digest: `sha256:${createHash('sha256').update(content).digest('hex')}`,
    download_count: 0,
    created_at: renderTime(createdAt),
    updated_at: renderTime(createdAt),
    uploader: renderAccount(world, uploader),
  };
}
