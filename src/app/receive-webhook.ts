import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '#engine/engine.js';
import type { DeliveryOutcome, Meters } from '#ports/meters.js';
import type { Probot } from 'probot';
import type { BodyBudget, BodyShare } from './body-budget.js';
import { readBody, type Unread } from './read-body.js';
import { openSignatureCheck } from './signature-check.js';

/** What receives deliveries, and counts them. */
export interface Receiver {
  /** Where authentic deliveries go. Probot's own check of signatures would hold the whole body first. */
  readonly webhooks: Pick<Probot['webhooks'], 'receive'>;
  /** GitHub signed with one of these. */
  readonly secrets: readonly string[];
  readonly budget: BodyBudget;
  readonly meters: Pick<Meters, 'delivered'>;
  readonly log: Log;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly outcome: DeliveryOutcome;
}

interface Headers {
  readonly id: string;
  readonly event: string;
  readonly signature: string;
}

const answers = {
  stored: { status: 202, text: 'stored', outcome: 'stored' },
  notStored: { status: 503, text: 'not stored; deliver it again', outcome: 'failed' },
  noDelivery: { status: 400, text: 'not a delivery of GitHub', outcome: 'malformed' },
  notJson: { status: 415, text: 'not application/json', outcome: 'malformed' },
  noObject: { status: 400, text: 'not a JSON object', outcome: 'malformed' },
  wrongSignature: { status: 401, text: 'wrong signature', outcome: 'unauthentic' },
} as const satisfies Record<string, Answer>;

const unread: Readonly<Record<Unread, Answer>> = {
  'too-large': { status: 413, text: 'too large', outcome: 'too-large' },
  shed: { status: 503, text: 'too much at once; deliver it again', outcome: 'shed' },
  // Nobody is there to read it.
  cut: { status: 400, text: 'cut off', outcome: 'cut' },
};

/**
 * Answers one delivery: 2xx only after it is stored, and never with a word of what went wrong inside. Nothing is parsed before its
 * signature is checked, and whoever is refused loses the connection with whatever is still on its way.
 */
export async function receiveWebhook(
  receiver: Receiver,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = headersOf(request);
  const share = receiver.budget.open();
  try {
    const { status, text, outcome } = headers
      ? await take(receiver, request, { headers, share })
      : answers.noDelivery;
    // What calls itself an event is believed of GitHub alone.
    const isKnown = outcome === 'stored' || outcome === 'failed';
    receiver.meters.delivered(isKnown ? (headers?.event ?? '') : '', outcome);
    if (response.destroyed) return;
    response.writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      ...(status !== 202 && { connection: 'close' }),
    });
    response.end(text);
  } finally {
    share.giveBack();
  }
}

async function take(
  receiver: Receiver,
  request: IncomingMessage,
  { headers, share }: { headers: Headers; share: BodyShare },
): Promise<Answer> {
  if (!isJson(request)) return answers.notJson;
  const check = openSignatureCheck(headers.signature, receiver.secrets);
  if (check === null) return answers.wrongSignature;
  const chunks = await readBody(request, { share, onChunk: (chunk) => check.update(chunk) });
  if (typeof chunks === 'string') return unread[chunks];
  if (!check.matches()) return answers.wrongSignature;
  const payload = parse(chunks);
  return payload === null ? answers.noObject : store(receiver, headers, payload);
}

async function store({ webhooks, log }: Receiver, { id, event }: Headers, payload: object): Promise<Answer> {
  try {
    await webhooks.receive({ id, name: event, payload } as Parameters<typeof webhooks.receive>[0]);
    return answers.stored;
  } catch (error) {
    log.error(
      { delivery: id, event, error: error instanceof Error ? error.message : String(error) },
      'a delivery was not stored',
    );
    return answers.notStored;
  }
}

function headersOf({ headers }: IncomingMessage): Headers | null {
  const one = (name: string): string => {
    const value = headers[name];
    return typeof value === 'string' ? value : '';
  };
  const [id, event] = [one('x-github-delivery'), one('x-github-event')];
  const signature = one('x-hub-signature-256');
  return id === '' || event === '' || signature === '' ? null : { id, event, signature };
}

function isJson({ headers }: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

function parse(chunks: readonly Buffer[]): object | null {
  const [first, ...others] = chunks;
  const bytes = first !== undefined && others.length === 0 ? first : Buffer.concat(chunks);
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
