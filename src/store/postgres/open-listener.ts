import pg from 'pg';

const reconnectMs = 1_000;

/** Listens for announcements on a connection of its own, and connects again when it breaks. Workers also look by the clock. */
export async function openListener(url: string, wake: () => void): Promise<{ close: () => Promise<void> }> {
  const closed = new AbortController();
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
    next.on('notification', wake);
    next.on('error', () => undefined);
    try {
      await next.connect();
      await next.query('listen greenlight');
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    if (closed.signal.aborted) return next.end();
    client = next;
    // Only a connection that listened is replaced here: one that never did is the caller's to try again.
    next.once('end', again);
    // What was announced while nobody listened.
    wake();
  }

  function again(): void {
    client = null;
    if (closed.signal.aborted) return;
    timer = setTimeout(() => void connect().catch(again), reconnectMs);
  }

  await connect();
  return {
    close: async () => {
      closed.abort();
      if (timer !== null) clearTimeout(timer);
      await client?.end();
    },
  };
}
