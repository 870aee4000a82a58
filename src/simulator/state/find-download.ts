import { nameOf } from './find.js';
import type { AttachedFile } from './attached-file.js';
import type { World } from './world.js';

/** The file of a published release at a path such as `/owner/repo/releases/download/v1.0.0/notes.md`; null for anything else. */
export function findDownload(world: World, path: string): AttachedFile | null {
  const [, place = '', rest = ''] = /^\/([^/]+\/[^/]+)\/releases\/download\/(.+)$/.exec(path) ?? [];
  const repository = world.repositories.find((one) => nameOf(one).toLowerCase() === place.toLowerCase());
  const published = repository?.releases.filter(({ draft }) => !draft) ?? [];
  for (const { tagName, assets } of published) {
    const asset = assets.find(({ name }) => rest === `${tagName}/${name}`);
    if (asset) return asset;
  }
  return null;
}
