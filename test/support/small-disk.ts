import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SmallDisk {
  /** Makes it large enough for everything. */
  grow(): Promise<void>;
  remove(): Promise<void>;
}

/** A disk of 64 kB at this directory; needs root, or sudo without a password. */
export async function mountSmallDisk(directory: string): Promise<SmallDisk> {
  await mkdir(directory, { recursive: true });
  const owner = `uid=${process.getuid?.() ?? 0}`;
  await asRoot('mount', '-t', 'tmpfs', '-o', `size=64k,${owner}`, 'tmpfs', directory);
  return {
    grow: () => asRoot('mount', '-o', 'remount,size=16m', directory),
    remove: () => asRoot('umount', directory),
  };
}

async function asRoot(...command: string[]): Promise<void> {
  const [file = '', ...args] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  await run(file, args);
}
