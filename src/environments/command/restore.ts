import { join } from 'node:path';
import type { Running } from '#ports/environments.js';
import type { BackupRef, Restored } from '#process/task.js';
import { dataOf } from '../host/backups/manifest.js';
import { verifyBackup } from '../host/backups/verify-backup.js';
import type { Bench } from '../host/bench.js';
import { seeRestored } from '../host/see-restored.js';
import { bringUp } from './bring-up.js';

/** Puts the environment back to the backup, code and data; touches nothing when the backup is not what was stored. */
export async function restore(bench: Bench, backup: BackupRef): Promise<Running & { restored: Restored }> {
  const { executor, work, log } = bench;
  const commit = await verifyBackup(executor.layout, work, backup);
  log.say(`backup ${backup.id} is whole: SHA-256 ${backup.sha256}`);
  const directory = join(executor.layout.backups(work.repository, backup.environment), backup.id);
  const variables = { GREENLIGHT_BACKUP_DIR: dataOf(directory) };
  return seeRestored(bench, { commit, bringUp: () => bringUp(bench, { commit, variables }) });
}
