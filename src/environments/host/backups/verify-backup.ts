import { join } from 'node:path';
import type { Work } from '#ports/environments.js';
import type { BackupRef, Sha } from '#process/task.js';
import type { Layout } from '../layout.js';
import { whoseBackup } from '../whose-backup.js';
import { WorkFailed } from '../work-failed.js';
import { listFiles } from './list-files.js';
import { checksumOf, dataOf, loadManifest } from './manifest.js';

/**
 * The commit of a backup that may be restored into this environment, and whose data have the checksum that was noted when it was
 * made. Throws `WorkFailed` at `source`.
 */
export async function verifyBackup(
  layout: Layout,
  { repository, environment, settings, signal }: Work,
  backup: BackupRef,
): Promise<Sha> {
  const why = whoseBackup(backup, { environment, settings });
  if (why !== null) throw new WorkFailed('source', why);
  const directory = join(layout.backups(repository, backup.environment), backup.id);
  const manifest = await loadManifest(directory).catch(() => null);
  if (manifest === null)
    throw new WorkFailed('source', `backup ${backup.id} is not there, or cannot be read`);
  const commit = backup.commit ?? manifest.commit;
  const found = checksumOf(commit, await listFiles(dataOf(directory), signal));
  if (found !== backup.sha256) {
    throw new WorkFailed('source', `backup ${backup.id} was changed after it was made: its checksum differs`);
  }
  return commit;
}
