import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { ResolveHost } from './resolve-host.js';

export interface Page {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** At most `maxBodyBytes` of it. */
  readonly body: string;
}

/** More of a page is not read. */
const maxBodyBytes = 1024 * 1024;

/** Asks for one page once, without following redirects. Rejects when nothing answers or `signal` is aborted. */
export async function askPage(
  url: URL,
  { resolveHost, signal }: { resolveHost: ResolveHost; signal: AbortSignal },
): Promise<Page> {
  const addresses = await resolveHost(url.hostname.replace(/^\[|\]$/g, ''));
  signal.throwIfAborted();
  const [first] = addresses;
  if (first === undefined) throw new Error(`${url.hostname} has no address`);
  // The answer is pinned: a second look-up could say something else.
  const pinned: LookupFunction = (_hostname, options, answer) => {
    if (options.all === true) answer(null, [...addresses]);
    else answer(null, first.address, first.family);
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      lookup: pinned,
      signal,
      agent: false,
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Greenlight' },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      readPage(response).then(resolve, reject);
    });
    request.end();
  });
}

async function readPage(response: IncomingMessage): Promise<Page> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    // Leaving the loop closes the connection.
    if (bytes >= maxBodyBytes) break;
  }
  const body = Buffer.concat(chunks).subarray(0, maxBodyBytes).toString();
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}
