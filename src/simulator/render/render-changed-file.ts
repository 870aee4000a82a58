import type { ChangedFile } from '../git/changed-files.js';
import type { RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { pageUrl, repositoryApiUrl } from './urls.js';

/** A file of a pull request or comparison at commit `sha`. */
export function renderChangedFile(
  world: World,
  repository: RepositoryState,
  { file, sha }: { file: ChangedFile; sha: string },
): Json {
  const path = encodeURI(file.path);
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: pageUrl(world, repository, `/blob/${sha}/${path}`),
    raw_url: pageUrl(world, repository, `/raw/${sha}/${path}`),
    contents_url: repositoryApiUrl(world, repository, `/contents/${path}?ref=${sha}`),
  };
}
