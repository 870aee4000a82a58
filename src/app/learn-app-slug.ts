import { GitHubFault } from '#errors/github-fault.js';
import { UserError } from '#errors/user-error.js';
import { loadAppSlug } from '#github/load-app-slug.js';
import type { Clock } from '#ports/clock.js';
import type { Store } from '#ports/store.js';
import type { ServerSettings } from './read-environment.js';

/**
 * The App's name on GitHub, which tells our own doings from other people's. Remembered, so that Greenlight starts while GitHub is
 * down. Throws `UserError`.
 */
export async function learnAppSlug(
  { appId, privateKey, github }: ServerSettings,
  { store, clock }: { store: Store; clock: Clock },
): Promise<string> {
  const noted = `app-slug:${github.webUrl}:${appId}`;
  try {
    const slug = await loadAppSlug({ appId, privateKey, apiUrl: github.apiUrl }, clock);
    await store.saveNote(noted, slug);
    return slug;
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    if (error.status === 401 || error.kind !== 'retry') throw new UserError('app_unknown', { cause: error });
    const known = await store.loadNote(noted);
    if (known === null) throw new UserError('github_unreachable', { cause: error });
    return known;
  }
}
