import type { BackupRef } from '#process/task.js';
import { storeBackup } from '../host/backups/store-backup.js';
import type { Bench } from '../host/bench.js';
import { runScript } from '../host/scripts/run-script.js';

/** Stores the environment's data as its script writes them. The same work asked again finds the backup that it made. */
export async function backUp(bench: Bench): Promise<{ backup: BackupRef }> {
  return storeBackup(bench, (directory) =>
    runScript(bench, { GREENLIGHT_COMMIT: bench.work.commit, GREENLIGHT_BACKUP_DIR: directory }),
  );
}
