import type { RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';

/** Address of a thing in the REST API. */
export function apiUrl(world: World, path: string): string {
  return `${world.url}/api/v3${path}`;
}

/** Address of a thing of a repository in the REST API. */
export function repositoryApiUrl(world: World, { owner, name }: RepositoryState, path = ''): string {
  return apiUrl(world, `/repos/${owner.login}/${name}${path}`);
}

/** Address of a repository's page, or one below it, for people. */
export function pageUrl(world: World, { owner, name }: RepositoryState, path = ''): string {
  return `${world.url}/${owner.login}/${name}${path}`;
}
