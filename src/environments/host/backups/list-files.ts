import { createHash } from 'node:crypto';
import { lstat, open, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkFailed } from '../work-failed.js';

export interface StoredFile {
  /** Relative to the listed directory, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'link';
  readonly mode: number;
  readonly bytes: number;
  /** Of its content; of its target for a link. */
  readonly sha256: string;
}

/** Every file under a directory with its checksum, in a stable order; each is on the disk, not in a cache, afterwards. */
export async function listFiles(directory: string, signal: AbortSignal): Promise<StoredFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort((a, b) => (a < b ? -1 : 1));
  const files: StoredFile[] = [];
  for (const path of paths) {
    signal.throwIfAborted();
    files.push(await readStored(directory, path));
  }
  return files;
}

async function readStored(directory: string, path: string): Promise<StoredFile> {
  const full = join(directory, path);
  const found = await lstat(full);
  const mode = found.mode & 0o777;
  if (found.isSymbolicLink()) {
    const target = await readlink(full);
    const sha256 = createHash('sha256').update(target).digest('hex');
    return { path, kind: 'link', mode, bytes: Buffer.byteLength(target), sha256 };
  }
  if (!found.isFile()) throw new WorkFailed('script', `${path} in the backup is neither a file nor a link`);
  return { path, kind: 'file', mode, ...(await digest(full)) };
}

async function digest(path: string): Promise<{ bytes: number; sha256: string }> {
  const handle = await open(path);
  try {
    await handle.sync();
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}
