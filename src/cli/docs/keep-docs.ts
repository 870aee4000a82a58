import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderDocs } from './render-docs.js';

/** Everything in here is made from code. */
const directory = 'docs/reference';

/** Writes the documentation that is made from code below `root`, the repository's. Returns the paths that were not as they are now. */
export async function writeDocs(root: string): Promise<readonly string[]> {
  const stale = await findStaleDocs(root);
  const docs = renderDocs();
  for (const path of stale) {
    const text = docs.get(path);
    if (text === undefined) await rm(join(root, path));
    else await write(join(root, path), text);
  }
  return stale;
}

/** The files below `root` that differ from what is made from code now, are missing, or are no longer made. */
export async function findStaleDocs(root: string): Promise<readonly string[]> {
  const docs = renderDocs();
  const differing = [...docs].map(async ([path, text]) =>
    (await read(join(root, path))) === text ? [] : [path],
  );
  const found = await readdir(join(root, directory)).catch(() => []);
  const unknown = found.map((name) => `${directory}/${name}`).filter((path) => !docs.has(path));
  return [...(await Promise.all(differing)).flat(), ...unknown];
}

async function read(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
