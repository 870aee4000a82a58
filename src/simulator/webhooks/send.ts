import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { OutgoingDelivery, World } from '../state/world.js';
import { announce } from '../state/announce.js';

const timeoutMs = 10_000;
const hookId = 4_242;

/** POSTs a delivery, signed, and writes down what came back; GitHub gives up after ten seconds and never tries again. */
export async function send(world: World, { record, raw }: OutgoingDelivery): Promise<void> {
  record.headers = headersOf(world, { record, raw });
  const startedMs = performance.now();
  try {
    record.status_code = await post(record.url, raw, record.headers);
    record.status = record.status_code < 300 ? 'OK' : 'Invalid HTTP Response';
  } catch (error) {
    record.status_code = 0;
    record.status =
      error instanceof Error && error.name === 'TimeoutError' ? 'timed out' : 'failed to connect to host';
  }
  record.duration = Math.round(performance.now() - startedMs) / 1000;
  announce(world);
}

function headersOf(world: World, { record, raw }: OutgoingDelivery): Record<string, string> {
  const { id, webhookSecret } = world.options.app;
  return {
    Accept: '*/*',
    'Content-Type': 'application/json',
    'User-Agent': 'GitHub-Hookshot/044aadd',
    'X-GitHub-Delivery': record.guid,
    'X-GitHub-Event': record.event,
    'X-GitHub-Hook-ID': String(hookId),
    'X-GitHub-Hook-Installation-Target-ID': String(id),
    'X-GitHub-Hook-Installation-Target-Type': 'integration',
    'X-GitHub-Enterprise-Host': new URL(world.url).host,
    'X-Hub-Signature-256': `sha256=${createHmac('sha256', webhookSecret).update(raw).digest('hex')}`,
  };
}

function post(url: string, raw: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'POST', headers: { ...headers, 'Content-Length': Buffer.byteLength(raw) }, agent: false },
      (response) => {
        response.on('error', reject);
        response.on('end', () => resolve(response.statusCode ?? 0));
        response.resume();
      },
    );
    const signal = AbortSignal.timeout(timeoutMs);
    signal.addEventListener('abort', () => outgoing.destroy(signal.reason as Error));
    outgoing.on('error', reject);
    outgoing.end(raw);
  });
}
