import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { Clock } from '#ports/clock.js';
import type { Attempt, Deliveries } from '#ports/deliveries.js';
import type { AppCredentials } from './open-octokits.js';
import { silentLog } from './silent-log.js';
import { toFault } from './to-fault.js';

const timeoutMs = 15_000;

/** A delivery as GitHub lists it; its number is text by the time it is read. */
interface Item {
  readonly id: string;
  readonly guid: string;
  readonly delivered_at: string;
  readonly status: string;
}

/** Opens the App's own deliveries. */
export function openDeliveries({ appId, privateKey, apiUrl }: AppCredentials, clock: Clock): Deliveries {
  const octokit = new Octokit({
    authStrategy: createAppAuth,
    auth: { appId, privateKey },
    baseUrl: apiUrl,
    log: silentLog,
    request: { fetch: fetchWithTextIds },
  });

  async function ask<T>(what: string, send: (request: { signal: AbortSignal }) => Promise<T>): Promise<T> {
    try {
      return await send({ signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      throw toFault(error, { what, nowMs: clock.now() });
    }
  }

  return {
    async listInstallations() {
      const all = await ask('GET /app/installations', (request) =>
        octokit.paginate(octokit.rest.apps.listInstallations, { per_page: 100, request }),
      );
      return all.map(({ id }) => id);
    },
    async list(after) {
      const page = { per_page: 100, ...(after !== null && { cursor: after }) };
      const { data, headers } = await ask('GET /app/hook/deliveries', (request) =>
        octokit.request('GET /app/hook/deliveries', { ...page, request }),
      );
      const items = (data as unknown as readonly Item[]).map(toAttempt);
      return { items, next: cursorOf(headers.link) };
    },
    async redeliver(attempt) {
      const path = `POST /app/hook/deliveries/${encodeURIComponent(attempt)}/attempts`;
      await ask('POST /app/hook/deliveries/{id}/attempts', (request) => octokit.request(path, { request }));
    },
  };
}

function toAttempt({ id, guid, delivered_at, status }: Item): Attempt {
  return { id, guid, at: Date.parse(delivered_at), ok: status === 'OK' };
}

/** GitHub names the next page in a header only. */
function cursorOf(link: string | undefined): string | null {
  const url = /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1];
  return url === undefined ? null : new URL(url).searchParams.get('cursor');
}

/** GitHub's numbers of deliveries are of 64 bits: read as numbers, the largest would name another delivery. */
async function fetchWithTextIds(url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  if (response.status !== 200 || !url.includes('/hook/deliveries')) return response;
  const text = (await response.text()).replaceAll(/"id":\s*(\d+)/g, '"id":"$1"');
  return new Response(text, response);
}
