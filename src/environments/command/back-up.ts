import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BackupRef } from '#process/task.js';
import type { Bench } from '../host/bench.js';
import { listFiles } from '../host/backups/list-files.js';
import {
  checksumOf,
  dataOf,
  loadManifest,
  type Manifest,
  manifestOf,
  refOf,
} from '../host/backups/manifest.js';
import { runScript } from '../host/scripts/run-script.js';
import { writeAtomically } from '../host/write-atomically.js';

/**
 * Stores the environment's data beside a manifest. A backup has its final name only when it is whole and on the disk. The
 * same work asked again finds the backup that it made.
 */
export async function backUp(bench: Bench): Promise<{ backup: BackupRef }> {
  const { executor, work } = bench;
  const id = createHash('sha256').update(work.id).digest('hex').slice(0, 32);
  const directory = join(executor.layout.backups(work.repository, work.environment.name), id);
  const made = await loadManifest(directory).catch(() => null);
  if (made !== null) return { backup: refOf(made) };

  const part = `${directory}.part`;
  try {
    return { backup: refOf(await store(bench, { id, part, directory })) };
  } catch (error) {
    // On a full disk, half a backup would be in the way of the next one.
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

async function store(
  bench: Bench,
  { id, part, directory }: { id: string; part: string; directory: string },
): Promise<Manifest> {
  const { work, log } = bench;
  await rm(part, { recursive: true, force: true });
  await mkdir(dataOf(part), { recursive: true, mode: 0o700 });
  await runScript(bench, { GREENLIGHT_COMMIT: work.commit, GREENLIGHT_BACKUP_DIR: dataOf(part) });
  const manifest = await describe(bench, id, part);
  await writeAtomically(manifestOf(part), `${JSON.stringify(manifest, null, 2)}\n`);
  await rm(directory, { recursive: true, force: true });
  await rename(part, directory);
  await syncDirectory(dirname(directory));
  log.say(
    `backup ${id}: ${manifest.files.length} files, ${manifest.bytes} bytes, SHA-256 ${manifest.sha256}`,
  );
  return manifest;
}

async function describe({ executor, work }: Bench, id: string, part: string): Promise<Manifest> {
  const files = await listFiles(dataOf(part), work.signal);
  return {
    version: 1,
    id,
    repository: `${work.repository.owner}/${work.repository.name}`,
    environment: work.environment.name,
    commit: work.commit,
    at: executor.clock.now(),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    sha256: checksumOf(work.commit, files),
    files,
  };
}

/** The new name is on the disk, too. */
async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
