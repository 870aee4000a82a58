import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';

/**
 * Waits until this process alone, of all on this machine, holds what is called so, and resolves to what gives it back; a process
 * that dies gives it back, too. For what test files that run at once cannot share. Linux only: the name is a socket's, of no file.
 */
export async function holdAlone(name: string): Promise<() => Promise<void>> {
  const path = `\0greenlight-test-${name}`;
  for (;;) {
    const server = await tryListen(path);
    if (server !== null)
      return async () => {
        server.close();
        server.closeConnections();
        await once(server, 'close');
      };
    const waiting = connect(path);
    // The holder never says a word: the connection ends when it is done, or cannot be made because it just was.
    waiting.on('error', () => undefined).resume();
    await once(waiting, 'close');
  }
}

type Holder = Server & { closeConnections(): void };

/** `null`: somebody else holds it. */
function tryListen(path: string): Promise<Holder | null> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null);
      else reject(error);
    });
    server.listen(path, () => {
      resolve(
        Object.assign(server, { closeConnections: () => sockets.forEach((socket) => socket.destroy()) }),
      );
    });
  });
}
