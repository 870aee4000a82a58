import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupRef, Instant, Sha } from '#process/task.js';
import type { StoredFile } from './list-files.js';

/** What stands beside the data of a backup. */
export interface Manifest {
  readonly version: 1;
  readonly id: string;
  readonly repository: string;
  readonly environment: string;
  readonly commit: Sha;
  readonly at: Instant;
  readonly bytes: number;
  /** Of the listing: commit, and path, kind, mode, size and checksum of every file. */
  readonly sha256: string;
  readonly files: readonly StoredFile[];
}

export const dataOf = (backup: string): string => join(backup, 'data');
export const manifestOf = (backup: string): string => join(backup, 'manifest.json');

/** The checksum of a backup. The same files of the same commit have the same one, wherever they lie. */
export function checksumOf(commit: Sha, files: readonly StoredFile[]): string {
  const hash = createHash('sha256').update(`commit ${commit}\n`);
  for (const { path, kind, mode, bytes, sha256 } of files) {
    hash.update(`${sha256} ${kind} ${mode.toString(8)} ${bytes} ${JSON.stringify(path)}\n`);
  }
  return hash.digest('hex');
}

/** `null` when there is no backup in this directory. */
export async function loadManifest(backup: string): Promise<Manifest | null> {
  const text = await readFile(manifestOf(backup), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Manifest);
}

export function refOf({ id, environment, commit, bytes, sha256, at }: Manifest): BackupRef {
  return { id, environment, commit, bytes, sha256, at };
}
