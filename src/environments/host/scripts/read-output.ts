import { open } from 'node:fs/promises';

const maxBytes = 64 * 1024;

/** What a script wrote to GREENLIGHT_OUTPUT: `name=value` lines, the last one of a name counts. */
export async function readOutput(path: string): Promise<ReadonlyMap<string, string>> {
  const handle = await open(path).catch(() => null);
  if (handle === null) return new Map();
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(maxBytes), 0, maxBytes, 0);
    const lines = buffer.subarray(0, bytesRead).toString().split(/\r?\n/);
    return new Map(
      lines
        .map((line) => /^([a-z][a-z-]{0,49})=(.*)$/.exec(line.trim()))
        .filter((match) => match !== null)
        .map(([, name = '', value = '']) => [name, value.trim()] as const),
    );
  } finally {
    await handle.close();
  }
}
