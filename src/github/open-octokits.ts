import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { GitHubFault } from '#errors/github-fault.js';
import type { Clock } from '#ports/clock.js';
import type { Causes } from './causes.js';
import type { Limiter } from './limiter.js';
import { silentLog } from './silent-log.js';
import { toFault } from './to-fault.js';

export interface AppCredentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** e.g. `https://api.github.com`, or `https://host/api/v3`. */
  readonly apiUrl: string;
}

/** Octokit for each installation. */
export interface Octokits {
  of(installation: number): Octokit;
}

/** GitHub gives up after 10 s itself. */
const timeoutMs = 15_000;

/**
 * Opens the clients. Each request waits for its installation's limiter, tells its cause, has a time limit and throws a
 * `GitHubFault`. Nothing is repeated here: whoever asked looks first whether it took effect.
 */
export function openOctokits(
  { appId, privateKey, apiUrl }: AppCredentials,
  { limiter, causes, clock }: { limiter: Limiter; causes: Causes; clock: Clock },
): Octokits {
  const kept = new Map<number, Octokit>();

  function make(installation: number): Octokit {
    const auth = { appId, privateKey, installationId: installation };
    const octokit = new Octokit({ authStrategy: createAppAuth, auth, baseUrl: apiUrl, log: silentLog });
    octokit.hook.wrap('request', async (request, options) => {
      const { method, url } = options;
      const query = 'query' in options && typeof options.query === 'string' ? options.query : undefined;
      await limiter.admit(installation, { method, url, query });
      const cause = causes.current();
      if (cause !== undefined) options.headers['x-greenlight-cause'] = cause;
      options.request = { ...options.request, signal: AbortSignal.timeout(timeoutMs) };
      try {
        return await request(options);
      } catch (error) {
        const fault = toFault(error, { what: `${method} ${url}`, nowMs: clock.now() });
        if (fault.retryAfterMs !== null) limiter.rest(installation, fault.retryAfterMs);
        throw fault;
      }
    });
    return octokit;
  }

  return {
    of: (installation) => {
      const octokit = kept.get(installation) ?? make(installation);
      kept.set(installation, octokit);
      return octokit;
    },
  };
}

/** Sends a GraphQL document; whatever GitHub complains about in its answer is a `GitHubFault`. */
export async function graphql<Answer>(
  octokit: Octokit,
  document: string,
  variables: Record<string, unknown>,
): Promise<Answer> {
  const name = /^\s*(?:query|mutation) (\w+)/.exec(document)?.[1] ?? 'GraphQL';
  try {
    return await octokit.graphql<Answer>(document, variables);
  } catch (error) {
    throw error instanceof GitHubFault ? error : toFault(error, { what: name, nowMs: 0 });
  }
}
