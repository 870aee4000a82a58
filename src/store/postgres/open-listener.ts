import pg from 'pg';

const reconnectMs = 1_000;

/** Listens for announcements on a connection of its own, and connects again when it breaks. Workers also look by the clock. */
export async function openListener(url: string, wake: () => void): Promise<{ close: () => Promise<void> }> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url });
    next.on('notification', wake);
    next.on('error', () => undefined);
    next.on('end', again);
    await next.connect();
    await next.query('listen greenlight');
    client = next;
    wake();
  }

  function again(): void {
    client = null;
    if (closed) return;
    timer = setTimeout(() => void connect().catch(again), reconnectMs);
  }

  await connect();
  return {
    close: async () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await client?.end();
    },
  };
}
