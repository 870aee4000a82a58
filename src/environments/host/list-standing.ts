import { readdir } from 'node:fs/promises';
import type { Work } from '#ports/environments.js';
import type { Layout } from './layout.js';

/** Names of the sandboxes of a repository that have a directory here. */
export async function listStanding(
  layout: Layout,
  { repository, settings }: Pick<Work, 'repository' | 'settings'>,
): Promise<readonly string[]> {
  const names = await readdir(layout.places(repository)).catch(() => []);
  return names.filter((name) => name.startsWith('sandbox-') && name !== settings.production.name).sort();
}
