import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Running } from '#ports/environments.js';
import type { BackupRef, Restored } from '#process/task.js';
import { dataOf } from '../host/backups/manifest.js';
import { verifyBackup } from '../host/backups/verify-backup.js';
import { seeRestored } from '../host/see-restored.js';
import { WorkFailed } from '../host/work-failed.js';
import { archiveOf } from './back-up.js';
import { bringUp } from './bring-up.js';
import { fillVolume } from './carry-data.js';
import type { ContainerBench } from './container-bench.js';

/** Puts the environment back to the backup, code and data; touches nothing when the backup is not what was stored. */
export async function restore(
  bench: ContainerBench,
  backup: BackupRef,
): Promise<Running & { restored: Restored }> {
  const { executor, work, log } = bench;
  const commit = await verifyBackup(executor.layout, work, backup);
  const directory = join(executor.layout.backups(work.repository, backup.environment), backup.id);
  const file = archiveOf(dataOf(directory));
  await access(file).catch(() => {
    throw new WorkFailed('source', `backup ${backup.id} was made by another executor: it has no data.tar`);
  });
  log.say(`backup ${backup.id} is whole: SHA-256 ${backup.sha256}`);
  let isDataBack = false;
  return seeRestored(bench, {
    commit,
    isDataBack: () => isDataBack,
    bringUp: () =>
      bringUp(bench, {
        commit,
        fill: (target) => fillVolume(bench, { ...target, file }),
        onData: () => (isDataBack = true),
      }),
  });
}
