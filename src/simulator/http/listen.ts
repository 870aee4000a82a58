import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveGit } from '../git/serve-git.js';
import { findDownload } from '../state/find-download.js';
import type { AttachedFile } from '../state/attached-file.js';
import type { World } from '../state/world.js';
import { serveApi } from './serve-api.js';
import { renderPage } from '../pages/render-page.js';

/** Starts the web server on 127.0.0.1 and sets the world's url. */
export async function listen(world: World): Promise<Server> {
  const server = createServer((request, response) => {
    route(world, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(error instanceof Error ? error.stack : String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(world.options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  world.url = `http://127.0.0.1:${port}`;
  return server;
}

async function route(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', world.url);
  if (pathname.startsWith('/api/v3/')) {
    return serveApi(world, request, response, { path: pathname.slice('/api/v3'.length), query });
  }
  if (pathname.startsWith('/api/uploads/')) {
    const path = pathname.slice('/api/uploads'.length);
    return serveApi(world, request, response, { path, query, upload: true });
  }
  if (pathname === '/api/graphql') {
    return serveApi(world, request, response, { path: '/graphql', query });
  }
  if (/^\/[^/]+\/[^/]+\.git\//.test(pathname)) {
    return serveGit(world, request, response, { path: pathname, query });
  }
  const file = findDownload(world, pathname);
  if (file !== null) serveFile(response, file);
  else await servePage(world, response, pathname);
}

/** GitHub sends attached files as downloads, never as pages. */
function serveFile(response: ServerResponse, { contentType, name, content }: AttachedFile): void {
  response.writeHead(200, {
    'content-type': contentType,
    'content-disposition': `attachment; filename="${name}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  response.end(content);
}

async function servePage(world: World, response: ServerResponse, path: string): Promise<void> {
  const page = await renderPage(world, path);
  response.writeHead(page === null ? 404 : 200, {
    'content-type': page === null ? 'text/plain' : 'text/html; charset=utf-8',
    'content-security-policy': page?.contentSecurityPolicy ?? "default-src 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(page?.html ?? 'Not Found');
}
