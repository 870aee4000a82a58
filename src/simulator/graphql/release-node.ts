import { resolveCommit } from '../git/read-commit.js';
import { renderTime, renderTimeOrNull } from '../render/render-time.js';
import { pageUrl } from '../render/urls.js';
import type { Release } from '../state/records.js';
import { commitNode } from './commit-node.js';
import { latestRelease } from '../state/latest-release.js';
import type { Scope } from './scope.js';

export function releaseNode(scope: Scope, release: Release): object {
  const { world, repository } = scope;
  return {
    __typename: 'Release',
    id: release.nodeId,
    databaseId: release.id,
    name: release.name,
    tagName: release.tagName,
    description: release.body,
    isDraft: release.draft,
    isLatest: release === latestRelease(repository),
    isPrerelease: release.prerelease,
    createdAt: renderTime(release.createdAt),
    publishedAt: renderTimeOrNull(release.publishedAt),
    url: pageUrl(world, repository, `/releases/tag/${release.tagName}`),
    tagCommit: async () => {
      const sha = await resolveCommit(repository, `refs/tags/${release.tagName}`);
      return sha === null ? null : commitNode(scope, sha);
    },
  };
}
