import type { Answer } from '../serve.js';

/**
 * `GET /healthz`: the process answers. `GET /readyz`: it takes deliveries and works on them, else 503, and a proxy asks another
 * replica. Neither says more than that.
 */
export function answerHealth(isReady: () => Promise<boolean>): Answer {
  return async ({ request, response, path }) => {
    if (request.method !== 'GET' || (path !== '/healthz' && path !== '/readyz')) return false;
    const well = path === '/healthz' || (await isReady());
    response.writeHead(well ? 200 : 503, {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
    });
    response.end(well ? 'ok' : 'not ready');
    return true;
  };
}
