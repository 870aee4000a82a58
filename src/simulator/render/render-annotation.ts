import type { Annotation } from '../state/annotation.js';
import type { RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { pageUrl } from './urls.js';

/** An annotation of a check run on a commit. */
export function renderAnnotation(
  world: World,
  repository: RepositoryState,
  { annotation, sha }: { annotation: Annotation; sha: string },
): Json {
  const { path, startLine, endLine, startColumn, endColumn, level, title, message } = annotation;
  return {
    path,
    blob_href: pageUrl(world, repository, `/blob/${sha}/${path}`),
    start_line: startLine,
    end_line: endLine,
    start_column: startColumn,
    end_column: endColumn,
    annotation_level: level,
    title,
    message,
    raw_details: null,
  };
}
