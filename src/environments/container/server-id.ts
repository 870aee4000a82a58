import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Ids } from '#ports/ids.js';

/** What this server's containers are known by, also when its directory is moved. Nobody can guess it. */
export async function loadServerId(directory: string, ids: Ids): Promise<string> {
  const root = resolve(directory);
  const file = join(root, 'container-server');
  const made = createHash('sha256').update(ids.next()).digest('hex').slice(0, 16);
  await mkdir(root, { recursive: true });
  await writeFile(file, made, { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  return (await readFile(file, 'utf8')).trim();
}
