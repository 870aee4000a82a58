import { open, rename } from 'node:fs/promises';

/** Writes a file whole or not at all, also when the machine stops in between. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const part = `${path}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, path);
}
