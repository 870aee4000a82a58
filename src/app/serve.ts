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

export interface Serving {
  readonly log: Log;
  readonly answers: readonly Answer[];
  /** The port is about to close: no connection is kept for the next request. */
  readonly isDraining: () => boolean;
}

/** GitHub waits ten seconds for an answer; whoever takes longer to ask is not GitHub. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  // Longer than proxies keep theirs: else one sends a delivery on a connection that is just being closed.
  keepAliveTimeout: 75_000,
};
/** Each costs some 20 KB. A thousand that say nothing leave room for those that do. */
const mostSockets = 2_000;

/** An open port. */
export interface Port {
  readonly server: Server;
  /** Answers requests from now on, and first those that came before. */
  readonly serve: (serving: Serving) => void;
}

/** Opens the port; requests wait until they are served. Throws `UserError`. */
export async function listen({ host, port }: { host: string; port: number }): Promise<Port> {
  const server = createServer(limits);
  const early: [IncomingMessage, ServerResponse][] = [];
  const keep = (...exchange: [IncomingMessage, ServerResponse]): void => void early.push(exchange);
  server.on('request', keep);
  server.maxConnections = mostSockets;
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
  return {
    server,
    serve: (serving) => {
      server.off('request', keep);
      server.on('request', (request, response) => answer(request, response, serving));
      for (const [request, response] of early.splice(0)) answer(request, response, serving);
    },
  };
}

/** Whoever of `answers` takes it first, else there is nothing there. */
function answer(request: IncomingMessage, response: ServerResponse, serving: Serving): void {
  if (serving.isDraining()) response.setHeader('connection', 'close');
  route(request, response, serving).catch((error: unknown) => {
    serving.log.error(
      { error: error instanceof Error ? error.message : String(error), method: request.method },
      'a request failed',
    );
    if (!response.headersSent) response.writeHead(500, { connection: 'close' });
    response.end();
  });
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { log, answers }: Serving,
): Promise<void> {
  const path = pathOf(request.url ?? '/');
  for (const answer of answers) if (await answer({ request, response, path, log })) return;
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end('not found');
}

/** Without the query; what is no path at all is nobody's. */
function pathOf(url: string): string {
  try {
    return new URL(url, 'http://greenlight').pathname;
  } catch {
    return '';
  }
}
