import { readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Links under a directory that lead out of it, or nowhere: their paths, relative to it. */
export async function findLinksOut(directory: string): Promise<string[]> {
  const root = await realpath(directory);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const links = entries.filter((entry) => entry.isSymbolicLink());
  const found = await Promise.all(
    links.map(async ({ parentPath, name }) => {
      const link = join(parentPath, name);
      const target = await realpath(link).catch(() => null);
      return target?.startsWith(root + sep) === true ? [] : [link.slice(root.length + 1)];
    }),
  );
  return found.flat();
}
