import type { Server } from 'node:http';

const lookMs = 50;

/** Takes no more connections. Requests under way are answered, for `patienceMs` at most; then every connection is closed. */
export function closeServer(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that has just been answered is idle only now.
    const idle = setInterval(() => server.closeIdleConnections(), lookMs);
    const late = setTimeout(() => server.closeAllConnections(), patienceMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
  });
}
