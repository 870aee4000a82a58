import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '#engine/engine.js';
import type { Probot } from 'probot';
import { readBody } from './read-body.js';

type Webhooks = Pick<Probot['webhooks'], 'verify' | 'receive'>;

/** Answers one delivery: 2xx only after it is stored, and never with a word of what went wrong inside. */
export async function receiveWebhook(
  receiver: Receiver,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [status, text] = await take(receiver, request);
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    ...(status === 413 && { connection: 'close' }),
  });
  response.end(text);
}

interface Receiver {
  readonly webhooks: Webhooks;
  readonly log: Log;
}

async function take(
  { webhooks, log }: Receiver,
  request: IncomingMessage,
): Promise<readonly [status: number, text: string]> {
  const body = await readBody(request);
  if (body === null) return [413, 'too large'];
  const { id, event, signature } = headersOf(request);
  if (id === null || event === null || signature === null) return [400, 'not a delivery of GitHub'];
  if (!(await webhooks.verify(body, signature).catch(() => false))) return [401, 'wrong signature'];
  const payload = parse(body);
  if (payload === null) return [400, 'not a JSON object'];
  try {
    await webhooks.receive({ id, name: event, payload } as Parameters<Webhooks['receive']>[0]);
    return [202, 'stored'];
  } catch (error) {
    log.error(
      { delivery: id, event, error: error instanceof Error ? error.message : String(error) },
      'a delivery was not stored',
    );
    return [503, 'not stored; deliver it again'];
  }
}

function headersOf({ headers }: IncomingMessage): {
  id: string | null;
  event: string | null;
  signature: string | null;
} {
  const one = (name: string): string | null => {
    const value = headers[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    id: one('x-github-delivery'),
    event: one('x-github-event'),
    signature: one('x-hub-signature-256'),
  };
}

function parse(body: string): object | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}
