import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import { GitHubFault } from '#errors/github-fault.js';
import type { Clock } from '#ports/clock.js';
import type { Meters } from '#ports/meters.js';
import type { Admitted, Limiter } from './limits/open-limiter.js';
import type { Purposes } from './purposes.js';
import { silentLog } from './silent-log.js';
import { penaltyMs, toFault } from './to-fault.js';

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

const notCounted: Admitted = { answered: () => undefined, end: () => undefined };

interface Surroundings {
  readonly limiter: Limiter;
  readonly purposes: Purposes;
  readonly clock: Clock;
  readonly meters?: Pick<Meters, 'requested'> | undefined;
}

/** GitHub gives up after 10 s itself. */
const timeoutMs = 15_000;

/**
 * Opens the clients. Each request waits for its installation's limiter, tells its cause, has a time limit and throws a
 * `GitHubFault`. Nothing is repeated here: whoever asked looks first whether it took effect.
 */
export function openOctokits(
  { appId, privateKey, apiUrl }: AppCredentials,
  { limiter, purposes, clock, meters }: Surroundings,
): Octokits {
  const kept = new Map<number, Octokit>();

  function make(installation: number): Octokit {
    const auth = { appId, privateKey, installationId: installation };
    const octokit = new Octokit({ authStrategy: createAppAuth, auth, baseUrl: apiUrl, log: silentLog });
    octokit.hook.wrap('request', async (request, options) => {
      const { method, url } = options;
      const { cause, priority, patience } = purposes.current();
      const query = 'query' in options && typeof options.query === 'string' ? options.query : undefined;
      // A token is asked for by the App itself, inside a request that was admitted: it counts on another budget.
      const admitted = url.startsWith('/app/')
        ? notCounted
        : await limiter.admit(installation, { method, url, query }, { priority, ...patience });
      if (cause !== undefined) options.headers['x-greenlight-cause'] = cause;
      options.request = { ...options.request, signal: AbortSignal.timeout(timeoutMs) };
      const api = query === undefined ? 'rest' : 'graphql';
      try {
        const answer = await request(options);
        meters?.requested(installation, { api, status: answer.status });
        if (isRefusedByLimit(answer.data)) await limiter.rest(installation, penaltyMs);
        else admitted.answered(answer.headers);
        return answer;
      } catch (error) {
        const fault = toFault(error, { what: `${method} ${url}`, nowMs: clock.now() });
        meters?.requested(installation, { api, status: fault.status });
        if (fault.limit === 'rest') await limiter.rest(installation, fault.retryAfterMs ?? penaltyMs);
        throw fault;
      } finally {
        admitted.end();
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

/** GraphQL says so with status 200. */
function isRefusedByLimit(data: unknown): boolean {
  if (typeof data !== 'object' || data === null || !('errors' in data)) return false;
  const { errors } = data;
  return Array.isArray(errors) && errors.some(({ type }: { type?: unknown }) => type === 'RATE_LIMITED');
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
