import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Engine } from '#engine/engine.js';
import { openLetterDesk } from '#engine/open-letter-desk.js';
import type { LetterDesk, SettleOrder } from '#ports/letter-desk.js';
import { doorOf } from '#store/sqlite/door-of.js';
import type { ServerSettings } from './read-environment.js';

/** A socket's path has no room for more, whatever the system. */
const longestPath = 100;

/**
 * Lets `greenlight ops` in while this process has the embedded store: on a socket in the store's directory, for the user alone
 * that the server runs as; a database lets it in by itself. What an earlier process left of it is taken away: the store's lock says that it is gone.
 */
export async function openDoor(
  { databaseUrl, directory }: Pick<ServerSettings, 'databaseUrl' | 'directory'>,
  engine: Pick<Engine, 'store' | 'clock' | 'log'>,
): Promise<{ close: () => Promise<void> }> {
  const { log } = engine;
  const path = doorOf(join(directory, 'store'));
  if (databaseUrl !== null) return { close: () => Promise.resolve() };
  if (Buffer.byteLength(path) > longestPath) {
    log.warn({ path }, 'the path is too long for a socket: greenlight ops needs the server to be stopped');
    return { close: () => Promise.resolve() };
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await chmod(dirname(path), 0o700);
  await rm(path, { force: true });
  const desk = openLetterDesk(engine);
  const server = createServer((request, response) => {
    answer(desk, request, response).catch((error: unknown) => {
      log.error({ error: String(error) }, 'greenlight ops could not be answered');
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(desk: LetterDesk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const order = request.method === 'POST' ? readOrder(await text(request)) : null;
  if (request.method === 'POST' && order === null) {
    response.writeHead(400).end();
    return;
  }
  const said = order === null ? await desk.list() : await desk.settle(order);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
}

/** `null`: it is none. */
function readOrder(body: string): SettleOrder | null {
  try {
    const { did, jobs, by, why } = JSON.parse(body) as Record<keyof SettleOrder, unknown>;
    if (did !== 'retried' && did !== 'dropped') return null;
    if (!Array.isArray(jobs) || !jobs.every((job) => typeof job === 'number')) return null;
    if (typeof by !== 'string' || (why !== null && typeof why !== 'string')) return null;
    return { did, jobs, by, why };
  } catch {
    return null;
  }
}
