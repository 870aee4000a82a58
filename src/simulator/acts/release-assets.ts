import { nodeId } from '../state/node-id.js';
import { refuse } from '../state/refuse.js';
import type { Release } from '../state/records.js';
import type { AttachedFile } from '../state/attached-file.js';
import type { Doer } from './doer.js';

/** Attaches a file to a release, a draft or not. Throws 422 when one of that name is there. */
export function attachAsset(
  { world, by }: Doer,
  release: Release,
  file: Pick<AttachedFile, 'name' | 'label' | 'contentType' | 'content'>,
): Release['assets'][number] {
  const name = plainName(file.name);
  if (release.assets.some((asset) => asset.name === name))
    throw refuse.field('ReleaseAsset', 'name', 'already_exists');
  const id = world.newId();
  const asset = {
    ...file,
    id,
    nodeId: nodeId('RA', id),
    name,
    uploader: by,
    createdAt: world.now(),
  };
  release.assets.push(asset);
  return asset;
}

/** GitHub renames what has other characters than these, or begins or ends with a point. */
function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9._@+-]+/g, '.').replace(/^\.+|\.+$/g, '');
}
