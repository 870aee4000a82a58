import { join } from 'node:path';
import type { Work } from '#ports/environments.js';
import type { BackupRef, Sha } from '#process/task.js';
import type { Layout } from '../layout.js';
import { WorkFailed } from '../work-failed.js';
import { listFiles } from './list-files.js';
import { checksumOf, dataOf, loadManifest } from './manifest.js';

/**
 * The commit of a backup that is of this environment, or of production for a sandbox, and whose data have the checksum that was
 * noted when it was made. Throws `WorkFailed` at `source`.
 */
export async function verifyBackup(
  layout: Layout,
  { repository, environment, settings, signal }: Work,
  backup: BackupRef,
): Promise<Sha> {
  if (!/^[0-9a-f]{32}$/.test(backup.id)) throw new WorkFailed('source', 'there is no backup of that name');
  const isForTrial = environment.kind === 'sandbox' && backup.environment === settings.production.name;
  if (backup.environment !== environment.name && !isForTrial) {
    throw new WorkFailed('source', `the backup is of ${backup.environment}, not of ${environment.name}`);
  }
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
