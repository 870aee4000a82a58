import { join } from 'node:path';
import type { Running } from '#ports/environments.js';
import type { BackupRef } from '#process/task.js';
import type { Bench } from '../host/bench.js';
import { bringUp } from './bring-up.js';
import { listFiles } from '../host/backups/list-files.js';
import { checksumOf, dataOf, loadManifest } from '../host/backups/manifest.js';
import { WorkFailed } from '../host/work-failed.js';

/** Puts the environment back to the backup, code and data; touches nothing when the backup is not what was stored. */
export async function restore(bench: Bench, backup: BackupRef): Promise<Running> {
  const { executor, work, log } = bench;
  if (!/^[0-9a-f]{32}$/.test(backup.id)) throw new WorkFailed('source', 'there is no backup of that name');
  if (backup.environment !== work.environment.name) {
    throw new WorkFailed('source', `the backup is of ${backup.environment}, not of ${work.environment.name}`);
  }
  const directory = join(executor.layout.backups(work.repository, backup.environment), backup.id);
  const commit = await verify(directory, backup, work.signal);
  log.say(`backup ${backup.id} is whole: SHA-256 ${backup.sha256}`);
  return bringUp(bench, { commit, variables: { GREENLIGHT_BACKUP_DIR: dataOf(directory) } });
}

/** The commit of a backup whose data have the checksum that was noted when it was made. */
async function verify(directory: string, backup: BackupRef, signal: AbortSignal): Promise<string> {
  const manifest = await loadManifest(directory).catch(() => null);
  if (manifest === null)
    throw new WorkFailed('source', `backup ${backup.id} is not there, or cannot be read`);
  const files = await listFiles(dataOf(directory), signal);
  const found = checksumOf(backup.commit ?? manifest.commit, files);
  if (found !== backup.sha256) {
    throw new WorkFailed('source', `backup ${backup.id} was changed after it was made: its checksum differs`);
  }
  return backup.commit ?? manifest.commit;
}
