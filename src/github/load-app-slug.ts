import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { Clock } from '#ports/clock.js';
import type { AppCredentials } from './open-octokits.js';
import { silentLog } from './silent-log.js';
import { toFault } from './to-fault.js';

const timeoutMs = 10_000;

/** Asks GitHub who the App is, with the App's own key: the first proof that the two belong together. Throws `GitHubFault`. */
export async function loadAppSlug(
  { appId, privateKey, apiUrl }: AppCredentials,
  clock: Clock,
): Promise<string> {
  const octokit = new Octokit({
    authStrategy: createAppAuth,
    auth: { appId, privateKey },
    baseUrl: apiUrl,
    log: silentLog,
  });
  try {
    const { data } = await octokit.rest.apps.getAuthenticated({
      request: { signal: AbortSignal.timeout(timeoutMs) },
    });
    return data?.slug ?? '';
  } catch (error) {
    throw toFault(error, { what: 'GET /app', nowMs: clock.now() });
  }
}
