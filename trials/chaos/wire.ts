import { once } from 'node:events';
import { type AddressInfo, createServer, connect, type Socket } from 'node:net';

/** A port in front of others, which can be cut. */
export interface Wire {
  readonly port: number;
  /** Where connections lead from now on, in turns; empty: they are refused. */
  lead(targets: readonly { readonly host?: string; readonly port: number }[]): void;
  /** Ends what is open, and refuses what comes, until it is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Opens a wire on 127.0.0.1. Nothing of what it carries is looked at. */
export async function openWire(): Promise<Wire> {
  let targets: readonly { readonly host?: string; readonly port: number }[] = [];
  let turn = 0;
  let isCut = false;
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const target = targets[turn++ % targets.length];
    if (isCut || target === undefined) {
      near.destroy();
      return;
    }
    const far = connect({ host: '127.0.0.1', ...target });
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endAll = (): void => open.forEach((socket) => void socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    lead: (to) => (targets = to),
    cut: () => {
      isCut = true;
      endAll();
    },
    mend: () => (isCut = false),
    close: async () => {
      server.close();
      endAll();
      await once(server, 'close');
    },
  };
}
