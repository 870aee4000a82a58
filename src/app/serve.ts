import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '#engine/engine.js';

/** Answers a request, or returns `false` when it is not its own. */
export type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

/** Opens the server: `GET /healthz`, then whoever of `answers` takes the request. Resolves when it listens. */
export async function serve(
  { host, port, log }: { host: string; port: number; log: Log },
  answers: readonly Answer[],
): Promise<Server> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    route(request, response, answers).catch((error: unknown) => {
      log.error(
        { error: error instanceof Error ? error.message : String(error), url: request.url },
        'a request failed',
      );
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  answers: readonly Answer[],
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://greenlight');
  if (request.method === 'GET' && pathname === '/healthz') {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('ok');
    return;
  }
  for (const answer of answers) if (await answer(request, response, pathname)) return;
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found');
}
