import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { Agent, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { app, compileServer, type ServerProcess, startServerProcess } from '../support/server-process.js';

const MiB = 1024 * 1024;
const path = '/api/github/webhooks';

/** A GitHub that knows the App, and answers nothing else. */
const github = createServer((incoming, response) => {
  if (incoming.url !== '/api/v3/app') return;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ id: app.id, slug: 'greenlight' }));
});
let directory: string;
let server: ServerProcess;

const start = (variables: Readonly<Record<string, string>> = {}): Promise<ServerProcess> =>
  startServerProcess(directory, {
    host: `127.0.0.1:${(github.address() as AddressInfo).port}`,
    ...variables,
  });

beforeAll(async () => {
  directory = compileServer();
  github.listen(0, '127.0.0.1');
  await once(github, 'listening');
}, 60_000);

afterAll(() => {
  github.closeAllConnections();
  github.close();
  rmSync(directory, { recursive: true });
});

const sign = (body: string): string =>
  `sha256=${createHmac('sha256', app.secret).update(body).digest('hex')}`;

interface Sent {
  readonly event?: string;
  readonly signature?: string;
  readonly agent?: Agent | false;
}

/** Resolves to the status of the answer; 0: there was none. */
function deliver(body: string, { event = 'ping', signature = sign(body), agent = false }: Sent = {}) {
  const headers = {
    'content-type': 'application/json',
    'x-github-delivery': randomUUID(),
    'x-github-event': event,
    'x-hub-signature-256': signature,
  };
  return new Promise<number>((resolve) => {
    const outgoing = request(`${server.url}${path}`, { method: 'POST', headers, agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.on('error', () => resolve(response.statusCode ?? 0));
    });
    outgoing.on('error', () => resolve(0));
    outgoing.end(body);
  });
}

/** Sends bytes that nobody signed until the connection is cut, or all are sent. Resolves to how many the socket took. */
function flood({ bytes, announced }: { bytes: number; announced: boolean }): Promise<number> {
  const socket = connectTo(server.url);
  const length = announced ? `content-length: ${bytes}` : 'transfer-encoding: chunked';
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nx-github-delivery: a\r\n` +
      `x-github-event: ping\r\nx-hub-signature-256: sha256=${'0'.repeat(64)}\r\n${length}\r\n\r\n`,
  );
  const piece = Buffer.alloc(64 * 1024, 'x');
  const framed = announced ? piece : Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')]);
  return new Promise((resolve) => {
    let sent = 0;
    const send = (): void => {
      while (sent < bytes && !socket.destroyed) {
        sent += piece.length;
        if (!socket.write(framed)) return void socket.once('drain', send);
      }
    };
    socket.on('close', () => resolve(sent));
    socket.on('data', () => undefined);
    send();
  });
}

function connectTo(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  return socket;
}

/** The most that was in memory while `act` went on, beyond what was there before, in bytes. */
async function growth(act: () => Promise<unknown>): Promise<number> {
  const before = server.resident();
  let most = before;
  const look = setInterval(() => (most = Math.max(most, server.resident())), 10);
  await act();
  clearInterval(look);
  return Math.max(most, server.resident()) - before;
}

const get = async (page: string, headers: Record<string, string> = {}): Promise<[number, string]> => {
  const answer = await fetch(`${server.url}${page}`, { headers });
  return [answer.status, await answer.text()];
};

describe('what strangers send', () => {
  beforeAll(async () => {
    server = await start();
    // What the first deliveries bring into memory is not what they cost.
    for (let sent = 0; sent < 50; sent += 1) await deliver(`{"zen":"${'x'.repeat(20_000)}"}`);
  });

  afterAll(async () => {
    server.kill('SIGKILL');
    await server.ended;
  });

  test.each([
    ['300 MB that say so', { bytes: 300 * MiB, announced: true }, 2 * MiB],
    ['300 MB that do not', { bytes: 300 * MiB, announced: false }, 32 * MiB],
    ['25 MB', { bytes: 25 * MiB, announced: true }, 25 * MiB],
  ])('%s cost less than 64 MB of memory, and the connection', async (_, body, most) => {
    let sent = 0;
    const grown = await growth(async () => (sent = await flood(body)));
    expect(grown).toBeLessThan(64 * MiB);
    // What is in the buffers of both sockets was sent, too.
    expect(sent).toBeLessThanOrEqual(most + 6 * MiB);
  });

  test('ten of them at once cost no more, and a delivery of GitHub is stored meanwhile', async () => {
    let status = 0;
    const grown = await growth(async () => {
      const floods = Array.from({ length: 10 }, () => flood({ bytes: 25 * MiB, announced: true }));
      status = await deliver('{"zen":"Привет"}');
      await Promise.all(floods);
    });
    expect(status).toBe(202);
    expect(grown).toBeLessThan(64 * MiB);
  });

  test('a thousand connections that say nothing are cut after ten seconds, and hold up nobody', async () => {
    const began = performance.now();
    const sockets = Array.from({ length: 1_000 }, () => connectTo(server.url));
    const closed = Promise.all(sockets.map((socket) => once(socket.resume(), 'close')));
    for (const [index, socket] of sockets.entries())
      socket.write(index % 2 === 0 ? 'POST / HTTP/1.1\r\nhost:' : `POST ${path} HTTP/1.1\r\n`);
    await Promise.all(
      sockets.filter(({ connecting }) => connecting).map((socket) => once(socket, 'connect')),
    );
    expect(await deliver('{}')).toBe(202);
    await closed;
    expect(performance.now() - began).toBeLessThan(15_000);
  }, 60_000);

  test('metrics are read by this machine alone, and not through a proxy on it', async () => {
    const [status, text] = await get('/metrics');
    expect(status).toBe(200);
    expect(text).toContain('greenlight_deliveries_total{event="ping",outcome="stored"} 52');
    expect(text).toContain('greenlight_deliveries_total{event="other",outcome="unauthentic"}');
    expect(text).toContain('greenlight_lanes{line="task",state="waiting"} 0');
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).not.toContain(process.version);
    expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.1' }))[0]).toBe(404);
  });
});

describe('a server that is told to stop', () => {
  test('says so first, cuts what hangs, hands its lanes back, and ends with 0 in 20 seconds', async () => {
    server = await start({ GREENLIGHT_DRAIN: '1s', GREENLIGHT_METRICS_TOKEN: 'a token for metrics' });
    expect(await get('/readyz')).toEqual([200, 'ok']);
    expect((await get('/metrics'))[0]).toBe(404);
    expect((await get('/metrics', { authorization: 'Bearer a token for metrics' }))[0]).toBe(200);
    // Its work asks a GitHub that never answers.
    const repository = { id: 7, name: 'shop', full_name: 'agency/shop', owner: { login: 'agency' } };
    const sender = { login: 'olga', type: 'User' };
    const installation = { id: 99, account: { login: 'agency' } };
    const body = { action: 'created', installation, sender, repositories: [repository] };
    const asked = once(github, 'request');
    expect(await deliver(JSON.stringify(body), { event: 'installation' })).toBe(202);
    await asked;
    const slow = connectTo(server.url);
    slow.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{`);
    const agent = new Agent({ keepAlive: true });
    expect(await deliver('{}', { agent })).toBe(202);

    const began = performance.now();
    server.kill('SIGTERM');
    while ((await get('/readyz'))[0] === 200) await delay(20);
    expect(await get('/readyz')).toEqual([503, 'not ready']);
    expect((await get('/healthz'))[0]).toBe(200);
    expect(await deliver('{}')).toBe(202);
    expect(await server.ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(20_000);
    slow.destroy();
    agent.destroy();
    const database = new Database(join(directory, 'data', 'store', 'greenlight.db'));
    const held = database.prepare('select key from lanes where lease_owner is not null').all();
    const left = database
      .prepare(`select kind, attempts from jobs where state = 'ready' and begun = 1 and kind = 'repository'`)
      .all();
    database.close();
    expect(held).toEqual([]);
    expect(left).toEqual([{ kind: 'repository', attempts: 1 }]);
  }, 60_000);

  test('is ended by the second signal at once', async () => {
    server = await start({ GREENLIGHT_DRAIN: '10s' });
    const began = performance.now();
    server.kill('SIGINT');
    while ((await get('/readyz'))[0] === 200) await delay(20);
    server.kill('SIGINT');
    expect(await server.ended).toBe(130);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
