import { createHmac, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createNodeMiddleware, Probot } from 'probot';
import { answerWebhooks } from '#app/answer-webhooks.js';
import { answerHealth } from '#app/watch/answer-health.js';
import { type Delivery, greenlight } from '#app/greenlight.js';
import { listen } from '#app/serve.js';

const secret = 'It’s a secret to everybody';
const previous = 'It was a secret to everybody';
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

let server: Server;
let stored: Delivery[];
let store: (delivery: Delivery) => Promise<void>;
const logged: string[] = [];
const counted: string[] = [];

beforeEach(async () => {
  stored = [];
  logged.length = counted.length = 0;
  store = (delivery) => {
    stored.push(delivery);
    return Promise.resolve();
  };
  const probot = new Probot({ appId: 1, privateKey, secret, log: pino({ level: 'silent' }) });
  await probot.load(greenlight((delivery) => store(delivery)));
  const port = await listen({ host: '127.0.0.1', port: 0 });
  server = port.server;
  const say = (facts: object, message: string): void =>
    void logged.push(`${message} ${JSON.stringify(facts)}`);
  port.serve({
    log: { info: say, warn: say, error: say },
    isDraining: () => false,
    answers: [
      answerWebhooks(
        {
          webhooks: probot.webhooks,
          secrets: [secret, previous],
          meters: { delivered: (event, outcome) => void counted.push(`${event || 'unknown'}: ${outcome}`) },
        },
        { webhookPath: '/api/github/webhooks' },
      ),
      answerHealth(() => Promise.resolve(true)),
    ],
  });
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

interface Post {
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string | undefined>;
  readonly path?: string;
  /** Sent in pieces, without saying how long it is. */
  readonly chunks?: Iterable<Buffer>;
}

const sign = (body: string | Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

function post({
  body = '{}',
  headers = {},
  path = '/api/github/webhooks',
  chunks,
}: Post): Promise<{ status: number; text: string }> {
  const { port } = server.address() as AddressInfo;
  const all: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'x-github-delivery': 'a-guid',
    'x-github-event': 'ping',
    'x-hub-signature-256': sign(body),
    ...headers,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, path, method: 'POST', headers: given, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    // The server may close the connection while we are still sending.
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error);
    });
    if (chunks === undefined) outgoing.end(body);
    else {
      for (const chunk of chunks) outgoing.write(chunk);
      outgoing.end();
    }
  });
}

test('a delivery that GitHub signed is stored, then answered', async () => {
  const order: string[] = [];
  let finish: () => void = () => undefined;
  store = async (delivery) => {
    stored.push(delivery);
    await new Promise<void>((resolve) => (finish = resolve));
    order.push('stored');
  };
  const body = '{"zen":"Привет, мир 👋"}';
  const answered = post({ body }).then((answer) => {
    order.push('answered');
    return answer;
  });
  while (stored.length === 0) await new Promise((resolve) => setImmediate(resolve));
  finish();
  expect(await answered).toEqual({ status: 202, text: 'stored' });
  expect(order).toEqual(['stored', 'answered']);
  expect(stored).toEqual([{ id: 'a-guid', event: 'ping', payload: { zen: 'Привет, мир 👋' } }]);
});

test.each([
  ['no signature', { 'x-hub-signature-256': undefined }, 400],
  ['no delivery id', { 'x-github-delivery': undefined }, 400],
  ['no event', { 'x-github-event': undefined }, 400],
  ['an empty signature', { 'x-hub-signature-256': '' }, 400],
  ['a signature of something else', { 'x-hub-signature-256': sign('{"a":1}') }, 401],
  ['a signature that is none', { 'x-hub-signature-256': 'sha256=zz' }, 401],
  ['an old kind of signature', { 'x-hub-signature-256': 'sha1=0123' }, 401],
])('with %s nothing is stored', async (_, headers, status) => {
  expect((await post({ headers })).status).toBe(status);
  expect(stored).toEqual([]);
});

test.each(['null', '"text"', '1', '[]', 'not JSON', '{"a":', ''])(
  'signed, but no object: %j is refused',
  async (body) => {
    expect((await post({ body })).status).toBe(400);
    expect(stored).toEqual([]);
  },
);

test('while the secret is replaced, deliveries signed with the one before are taken as well', async () => {
  const signature = `sha256=${createHmac('sha256', previous).update('{}').digest('hex')}`;
  expect((await post({ headers: { 'x-hub-signature-256': signature } })).status).toBe(202);
  expect(counted).toEqual(['ping: stored']);
});

test.each([undefined, 'application/x-www-form-urlencoded', 'text/json', 'application/jsonx'])(
  'the content type %s is not GitHub’s',
  async (type) => {
    expect((await post({ headers: { 'content-type': type } })).status).toBe(415);
    expect(stored).toEqual([]);
  },
);

test('what an unauthentic sender calls its event is not counted by that name', async () => {
  await post({ headers: { 'x-hub-signature-256': sign('{"a":1}') } });
  expect(counted).toEqual(['unknown: unauthentic']);
});

test('whoever is refused loses the connection, and whoever is not keeps it', async () => {
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/github/webhooks`;
  const headers = { 'content-type': 'application/json', 'x-github-delivery': 'a', 'x-github-event': 'ping' };
  const connection = async (signature: string): Promise<string | null> => {
    const given = { ...headers, 'x-hub-signature-256': signature };
    const answer = await fetch(url, { method: 'POST', body: '{}', headers: given });
    return answer.headers.get('connection');
  };
  expect(await connection(sign('{}'))).toBe('keep-alive');
  expect(await connection(sign('{ }'))).toBe('close');
});

test('what is larger than GitHub sends is refused by its length, before it is read', async () => {
  const { status } = await post({ headers: { 'content-length': String(26 * 1024 * 1024) } });
  expect(status).toBe(413);
});

test('what does not say how large it is is read no further than GitHub’s limit', async () => {
  function* pieces(): Iterable<Buffer> {
    for (let sent = 0; sent < 30; sent += 1) yield Buffer.alloc(1024 * 1024, 'x');
  }
  const { status } = await post({ chunks: pieces(), headers: { 'transfer-encoding': 'chunked' } });
  expect(status).toBe(413);
  expect(stored).toEqual([]);
});

test('a delivery that could not be stored is answered with a failure, without a word of what is inside', async () => {
  store = () => Promise.reject(new Error('password=hunter2'));
  expect(await post({})).toEqual({ status: 503, text: 'not stored; deliver it again' });
  expect(logged.join()).toContain('a delivery was not stored');
});

test('the application function works in Probot’s own middleware, too', async () => {
  const probot = new Probot({ appId: 1, privateKey, secret, log: pino({ level: 'silent' }) });
  const handle = await createNodeMiddleware(
    greenlight((delivery) => store(delivery)),
    { probot, webhooksPath: '/api/github/webhooks' },
  );
  server.removeAllListeners('request');
  server.on('request', (request, response) => void handle(request, response));
  expect((await post({ body: '{"zen":"👋"}' })).status).toBe(200);
  expect(stored).toEqual([{ id: 'a-guid', event: 'ping', payload: { zen: '👋' } }]);
});

test('elsewhere there is nothing, and the server says that it lives', async () => {
  expect((await post({ path: '/elsewhere' })).status).toBe(404);
  const { port } = server.address() as AddressInfo;
  const alive = await fetch(`http://127.0.0.1:${port}/healthz`);
  expect(await alive.text()).toBe('ok');
  expect((await fetch(`http://127.0.0.1:${port}/api/github/webhooks`)).status).toBe(404);
});

test('what comes while the server starts waits until it has', async () => {
  const port = await listen({ host: '127.0.0.1', port: 0 });
  const connected = once(port.server, 'request');
  const asked = fetch(`http://127.0.0.1:${(port.server.address() as AddressInfo).port}/healthz`, {
    headers: { connection: 'close' },
  });
  await connected;
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  port.serve({ log, isDraining: () => false, answers: [answerHealth(() => Promise.resolve(true))] });
  expect((await asked).status).toBe(200);
  await new Promise((resolve) => port.server.close(resolve));
});
