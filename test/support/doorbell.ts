import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An address that a script asks to say that it has come so far. */
export interface Doorbell {
  readonly url: string;
  /** Resolves at the first request. */
  readonly rung: Promise<void>;
  close(): Promise<void>;
}

export async function hangDoorbell(): Promise<Doorbell> {
  const server = createServer();
  const rung = new Promise<void>((resolve) => {
    server.on('request', (_request, response) => {
      response.end();
      resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    rung,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
