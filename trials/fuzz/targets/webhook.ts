import { createHmac, generateKeyPairSync } from 'node:crypto';
import { Agent, request, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import { pino } from 'pino';
import { Probot } from 'probot';
import { answerWebhooks } from '#app/answer-webhooks.js';
import { greenlight } from '#app/greenlight.js';
import { listen } from '#app/serve.js';
import { translate } from '#github/translate/translate.js';
import { mangled } from '../mangled.js';
import { must, type Target } from '../target.js';

const secret = 'It is a secret to everybody';
const path = '/api/github/webhooks';
const answerWithinMs = 5_000;

interface Post {
  readonly kind: 'post';
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the signature is the body's own. */
  readonly genuine: boolean;
}

interface Raw {
  readonly kind: 'raw';
  readonly bytes: Buffer;
}

const require = createRequire(import.meta.url);
const examples = (
  require('@octokit/webhooks-examples') as readonly { name: string; examples: readonly object[] }[]
).flatMap(({ name, examples: some }) => some.slice(0, 2).map((one) => ({ name, text: JSON.stringify(one) })));

const sign = (body: Buffer): string => createHmac('sha256', secret).update(body).digest('hex');

/** The very listener of the server, with what it makes of a delivery up to the store. */
export async function openWebhook(): Promise<Target<Post | Raw>> {
  const stored = new Set<string>();
  const { server, close } = await startListener((id) => stored.add(id));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let sent = 0;
  return {
    name: 'webhook',
    inputs: fc.oneof({ weight: 40, arbitrary: posts }, { weight: 1, arbitrary: raws }),
    sizeOf: (input) => (input.kind === 'raw' ? input.bytes : input.body).length,
    allowanceMs: 250,
    check: async (input) => {
      if (input.kind === 'raw') {
        await spoken(port, input.bytes);
        return;
      }
      sent += 1;
      const id = `fuzz-${sent}`;
      const status = await post(
        { port, agent },
        { ...input, headers: { 'x-github-delivery': id, ...input.headers } },
      );
      must(status !== 500, 'the listener failed');
      must(input.genuine || !stored.has(id), 'a forged delivery was accepted');
      must(input.genuine || status >= 400, `a forged delivery was answered with ${status}`);
      stored.clear();
    },
    close: async () => {
      agent.destroy();
      await close();
    },
  };
}

async function startListener(
  store: (id: string) => void,
): Promise<{ server: Server; close: () => Promise<void> }> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const probot = new Probot({ appId: 1, privateKey, secret, log: pino({ level: 'silent' }) });
  await probot.load(
    greenlight(async ({ id, event, payload }) => {
      store(id);
      translate(event, payload, { appId: 1, appSlug: 'greenlight' });
    }),
  );
  const { server, serve } = await listen({ host: '127.0.0.1', port: 0 });
  const log = pino({ level: 'silent' });
  const receiver = { webhooks: probot.webhooks, secrets: [secret], meters: { delivered: () => undefined } };
  serve({
    log,
    isDraining: () => false,
    answers: [answerWebhooks(receiver, { webhookPath: path })],
  });
  return {
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const header = fc.string({ maxLength: 80 }).map((text) => text.replace(/[^\t\x20-\x7e]/g, ''));
const bodies = fc.oneof(
  mangled(
    ['{', '}', '[', ']', '"', ':', ',', 'null', '1e999', '\\u0000', '__proto__', '"repository"', '\u0000'],
    examples.map(({ text }) => text),
  ).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
);
const flips = [
  'none',
  'digit',
  'short',
  'long',
  'upper',
  'sha1',
  'empty',
  'other',
  'missing',
  'twice',
  'body',
] as const;

const posts: fc.Arbitrary<Post> = fc
  .record({
    body: bodies,
    event: fc.oneof(fc.constantFrom(...examples.map(({ name }) => name)), header),
    flip: fc.constantFrom(...flips),
    other: header,
    at: fc.nat({ max: 63 }),
  })
  .map(({ body, event, flip, other, at }) => {
    const signature = sign(body);
    const digit = signature[at] === '0' ? '1' : '0';
    const signatures: Readonly<Record<(typeof flips)[number], string | null>> = {
      none: `sha256=${signature}`,
      digit: `sha256=${signature.slice(0, at)}${digit}${signature.slice(at + 1)}`,
      short: `sha256=${signature.slice(0, at)}`,
      long: `sha256=${signature}0`,
      upper: `SHA256=${signature.toUpperCase()}`,
      sha1: `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`,
      empty: 'sha256=',
      other,
      missing: null,
      twice: `sha256=${signature}, sha256=${signature}`,
      body: `sha256=${signature}`,
    };
    const given = signatures[flip];
    const changed = flip === 'body' ? Buffer.concat([body, Buffer.from(' ')]) : body;
    return {
      kind: 'post' as const,
      body: changed,
      headers: { 'x-github-event': event, ...(given !== null && { 'x-hub-signature-256': given }) },
      genuine: flip === 'none',
    };
  });

const raws: fc.Arbitrary<Raw> = fc
  .tuple(
    fc.constantFrom(
      `POST ${path} HTTP/1.1\r\nhost: x\r\n`,
      'GET / HTTP/1.1\r\n',
      `POST ${path} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`,
      '',
    ),
    fc.uint8Array({ maxLength: 300 }),
  )
  .map(([begin, bytes]) => ({ kind: 'raw' as const, bytes: Buffer.concat([Buffer.from(begin), bytes]) }));

function post({ port, agent }: { port: number; agent: Agent }, { body, headers }: Post): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      path,
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': body.length },
    });
    sent.setTimeout(answerWithinMs, () => sent.destroy(new Error('no answer')));
    sent.once('error', reject);
    sent.once('response', (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.end(body);
  });
}

/** Says these bytes to the listener and hangs up; what is no request is answered with an error, or not at all. */
function spoken(port: number, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (data: Buffer) => (heard += data.toString('latin1')));
    socket.once('error', () => resolve());
    socket.once('close', () => {
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? 400);
      if (status >= 400 && status !== 500) resolve();
      else reject(new Error(`bytes that are no delivery were answered with ${status}`));
    });
    socket.end(bytes);
  });
}
