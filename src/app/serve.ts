import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '#engine/engine.js';
import { UserError } from '#errors/user-error.js';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly log: Log;
}

/** Answers a request, or returns `false` when it is not its own. */
export type Answer = (exchange: Exchange) => Promise<boolean>;

/** Opens the port; requests are answered once {@link serve} is called. Throws `UserError`. */
export async function listen({ host, port }: { host: string; port: number }): Promise<Server> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') throw new UserError('port_taken', { cause });
    throw new UserError('host_unknown', { cause });
  }
  return server;
}

/** Answers requests: `GET /healthz`, then whoever of `answers` takes the request. */
export function serve(server: Server, { log, answers }: { log: Log; answers: readonly Answer[] }): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    route(request, response, { log, answers }).catch((error: unknown) => {
      log.error(
        { error: error instanceof Error ? error.message : String(error), method: request.method },
        'a request failed',
      );
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { log, answers }: { log: Log; answers: readonly Answer[] },
): Promise<void> {
  const path = pathOf(request.url ?? '/');
  if (request.method === 'GET' && path === '/healthz') {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('ok');
    return;
  }
  for (const answer of answers) if (await answer({ request, response, path, log })) return;
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found');
}

/** Without the query; what is no path at all is nobody's. */
function pathOf(url: string): string {
  return URL.canParse(url, 'http://greenlight') ? new URL(url, 'http://greenlight').pathname : '';
}
