import { attachAsset } from '../acts/release-assets.js';
import type { RepositoryCall, RepositoryRoutes } from '../http/call.js';
import { numberParameter } from '../http/fields.js';
import { listAnswer } from '../http/paginate.js';
import { renderAsset } from '../render/render-asset.js';
import { found } from '../state/find.js';
import type { Release } from '../state/records.js';
import { refuse } from '../state/refuse.js';
import { doerOf } from './doer-of.js';

const ofRelease = '/repos/{owner}/{repo}/releases/{release_id}/assets';
const one = '/repos/{owner}/{repo}/releases/assets/{asset_id}';

/** Served by the host for uploads alone. */
export const uploadRoute = `POST ${ofRelease}`;

export const assetEndpoints: RepositoryRoutes = {
  [`GET ${ofRelease}`]: (call) => {
    const release = releaseOf(call);
    return listAnswer(call, release.assets, (asset) => renderAsset(call.world, { ...call, release }, asset));
  },
  [uploadRoute]: (call) => {
    const name = call.query.get('name');
    const contentType = call.headers['content-type'];
    if (!name) throw refuse.field('ReleaseAsset', 'name', 'missing_field');
    if (contentType === undefined || call.raw.length === 0) throw refuse.invalid('Bad Content-Length');
    const release = releaseOf(call);
    const file = { name, label: call.query.get('label'), contentType, content: call.raw };
    const asset = attachAsset(doerOf(call), release, file);
    return { status: 201, body: renderAsset(call.world, { ...call, release }, asset) };
  },
  [`GET ${one}`]: (call) => {
    const { release, asset } = assetOf(call);
    return { status: 200, body: renderAsset(call.world, { ...call, release }, asset) };
  },
  [`DELETE ${one}`]: (call) => {
    const { release, asset } = assetOf(call);
    release.assets = release.assets.filter((other) => other !== asset);
    return { status: 204 };
  },
};

function releaseOf({ repository, params }: RepositoryCall): Release {
  const id = numberParameter(params, 'release_id');
  return found(repository.releases.find((release) => release.id === id));
}

function assetOf({ repository, params }: RepositoryCall): {
  release: Release;
  asset: Release['assets'][number];
} {
  const id = numberParameter(params, 'asset_id');
  const release = found(repository.releases.find(({ assets }) => assets.some((asset) => asset.id === id)));
  return { release, asset: found(release.assets.find((asset) => asset.id === id)) };
}
