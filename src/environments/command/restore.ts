import { join } from 'node:path';
import type { Running } from '#ports/environments.js';
import type { BackupRef, Restored } from '#process/task.js';
import { dataOf } from '../host/backups/manifest.js';
import { verifyBackup } from '../host/backups/verify-backup.js';
import type { Bench } from '../host/bench.js';
import { loadEnvironment } from '../host/environment-record.js';
import { WorkFailed } from '../host/work-failed.js';
import { seeCommit } from '../probes/see-commit.js';
import { bringUp } from './bring-up.js';

/** Puts the environment back to the backup, code and data; touches nothing when the backup is not what was stored. */
export async function restore(bench: Bench, backup: BackupRef): Promise<Running & { restored: Restored }> {
  const { executor, work, log } = bench;
  const commit = await verifyBackup(executor.layout, work, backup);
  log.say(`backup ${backup.id} is whole: SHA-256 ${backup.sha256}`);
  const directory = join(executor.layout.backups(work.repository, backup.environment), backup.id);
  try {
    const running = await bringUp(bench, { commit, variables: { GREENLIGHT_BACKUP_DIR: dataOf(directory) } });
    const code = await seeCode(bench, running);
    return { ...running, restored: { code, data: 'yes', probes: 'yes' } };
  } catch (error) {
    if (!(error instanceof WorkFailed)) throw error;
    throw new WorkFailed(error.at, error.message, await restoredAllTheSame(bench, { commit, at: error.at }));
  }
}

/** When the script ended well but the probes are not content, the data are back; of the code a page may tell. */
async function restoredAllTheSame(
  bench: Bench,
  { commit, at }: { commit: string; at: WorkFailed['at'] },
): Promise<Restored> {
  const known = await loadEnvironment(bench.place.record);
  const code = known === null ? 'unseen' : await seeCode(bench, { url: known.url, commit });
  return { code, data: at === 'probes' ? 'yes' : 'no', probes: 'no' };
}

function seeCode({ executor, work }: Bench, { url, commit }: Running): Promise<Restored['code']> {
  const { resolveHost } = executor;
  const { probes } = work.settings[work.environment.kind];
  return seeCommit({ url, commit, probes, signal: work.signal }, resolveHost);
}
