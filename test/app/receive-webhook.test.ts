import { createHmac, generateKeyPairSync } from 'node:crypto';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Probot } from 'probot';
import { answerWebhooks } from '#app/answer-webhooks.js';
import { type Delivery, greenlight } from '#app/greenlight.js';
import { listen, serve } from '#app/serve.js';

const secret = 'It’s a secret to everybody';
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

let server: Server;
let stored: Delivery[];
let store: (delivery: Delivery) => Promise<void>;
const logged: string[] = [];

beforeEach(async () => {
  stored = [];
  logged.length = 0;
  store = (delivery) => {
    stored.push(delivery);
    return Promise.resolve();
  };
  const probot = new Probot({ appId: 1, privateKey, secret, log: pino({ level: 'silent' }) });
  await probot.load(greenlight((delivery) => store(delivery)));
  server = await listen({ host: '127.0.0.1', port: 0 });
  const say = (facts: object, message: string): void =>
    void logged.push(`${message} ${JSON.stringify(facts)}`);
  serve(server, {
    log: { info: say, warn: say, error: say },
    answers: [answerWebhooks(probot, { webhookPath: '/api/github/webhooks' })],
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

test.each(['null', '"text"', '1', 'not JSON', '{"a":'])(
  'signed, but no object: %j is refused',
  async (body) => {
    expect((await post({ body })).status).toBe(400);
    expect(stored).toEqual([]);
  },
);

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

test('elsewhere there is nothing, and the server says that it lives', async () => {
  expect((await post({ path: '/elsewhere' })).status).toBe(404);
  const { port } = server.address() as AddressInfo;
  const alive = await fetch(`http://127.0.0.1:${port}/healthz`);
  expect(await alive.text()).toBe('ok');
  expect((await fetch(`http://127.0.0.1:${port}/api/github/webhooks`)).status).toBe(404);
});
