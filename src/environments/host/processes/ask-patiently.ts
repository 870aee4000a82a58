import { setTimeout as delay } from 'node:timers/promises';

/** Reads a file; resolves to `null` when it cannot be read, or not within the time that it is given. */
export type Ask = (path: string) => Promise<string | null>;

/**
 * What Linux tells of a process may come late or never: to read its variables is to wait for its memory, and whoever holds that may
 * sleep without end (on a disk or a file server that does not answer). Nobody waits longer than `patienceMs`. Each read that hangs
 * takes one of the few threads in which Node reads files, so whoever asks again waits for the same read, and once it is late for none.
 */
export function openAsk(read: (path: string) => Promise<string>, patienceMs: number): Ask {
  const underway = new Map<string, Promise<string | null>>();

  async function begin(path: string): Promise<string | null> {
    const answered = new AbortController();
    const answer = read(path)
      .catch(() => null)
      .finally(() => {
        underway.delete(path);
        answered.abort();
      });
    const late = delay(patienceMs, null, { signal: answered.signal }).catch(() => null);
    return Promise.race([answer, late]);
  }

  return (path) => {
    const before = underway.get(path);
    if (before !== undefined) return before;
    const asked = begin(path);
    underway.set(path, asked);
    return asked;
  };
}
