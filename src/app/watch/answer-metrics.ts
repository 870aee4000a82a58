import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import { Registry } from 'prom-client';
import type { Answer } from '../serve.js';
import { processMetrics } from './process-metrics.js';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Headers with which a proxy says for whom it asks. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

export interface Watched {
  readonly registry: Registry;
  /** Brings gauges up to date before they are read. */
  readonly refresh: () => Promise<void>;
  /** `null`: only this machine itself may ask. */
  readonly token: string | null;
}

/** `GET /metrics` in Prometheus' text format; to everybody who may not ask there is no such page. */
export function answerMetrics({ registry, refresh, token }: Watched): Answer {
  return async ({ request, response, path }) => {
    if (request.method !== 'GET' || path !== '/metrics' || !mayAsk(request, token)) return false;
    await refresh();
    const text = `${await registry.metrics()}\n${await processMetrics()}`;
    response.writeHead(200, {
      'content-type': Registry.PROMETHEUS_CONTENT_TYPE,
      'cache-control': 'no-store',
    });
    response.end(text);
    return true;
  };
}

function mayAsk({ headers, socket }: IncomingMessage, token: string | null): boolean {
  if (token !== null) return isSame(headers.authorization ?? '', `Bearer ${token}`);
  if (forwarding.some((name) => headers[name] !== undefined)) return false;
  const { remoteAddress, remoteFamily } = socket;
  if (remoteAddress === undefined) return false;
  return loopback.check(remoteAddress, remoteFamily === 'IPv6' ? 'ipv6' : 'ipv4');
}

/** Compared by their hashes, which are of one length: how long it takes tells nothing. */
function isSame(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
