import type { Environments, Running, Work, WorkResult } from '#ports/environments.js';
import type { DeploymentAnswer } from '#ports/deployment-answers.js';
import type { BackupRef, Restored, Seeing, Sha } from '#process/task.js';
import { seeCommit } from '../probes/see-commit.js';
import { whoseBackup } from '../host/whose-backup.js';
import { WorkFailed } from '../host/work-failed.js';
import type { Placed } from './ask-for-deployment.js';
import { becomeHealthy, knownUrl } from './bring-up.js';
import { fulfil } from './fulfil.js';
import type { Office } from './office.js';
import { readReport } from './read-report.js';

type Back = Running & { readonly restored: Restored };

/** The pipeline puts code and data back, and repeats the checksum of what it has put in place; the rest is seen from here. */
export async function restore(
  office: Office,
  { backup, ...asked }: Parameters<Environments['restore']>[0],
): Promise<WorkResult<Back>> {
  // The pipeline takes the backup's id for a path: it is looked at before it is handed on.
  const why = whoseBackup(backup, asked);
  if (why !== null) return { kind: 'failed', at: 'source', log: null, why };
  const work: Work = { ...asked, commit: backup.commit ?? asked.commit };
  return fulfil(office, { operation: 'restore', work, backup }, (answer, placed) =>
    lookAtRestored(office, work, { answer, placed, backup }),
  );
}

async function lookAtRestored(
  office: Office,
  work: Work,
  { answer, placed, backup }: { answer: DeploymentAnswer; placed: Placed; backup: BackupRef },
): Promise<Back> {
  const data = dataOf(answer, backup);
  if (data === 'no') {
    const why = 'what was restored does not have the checksum of the backup';
    throw new WorkFailed('script', why, { code: 'unseen', data, probes: 'unseen' });
  }
  try {
    const running = await becomeHealthy(office, work, { answer, placed });
    const code = await seeCode(office, work, running);
    return { ...running, restored: { code, data, probes: 'yes' } };
  } catch (error) {
    if (!(error instanceof WorkFailed)) throw error;
    const url = answer.environmentUrl ?? (await knownUrl(office, work));
    const code = url === null ? 'unseen' : await seeCode(office, work, { url, commit: placed.commit });
    throw new WorkFailed(error.at, error.message, { code, data, probes: 'no' });
  }
}

function dataOf({ description }: DeploymentAnswer, backup: BackupRef): Seeing {
  const { sha256 } = readReport(description);
  if (sha256 === null) return 'unseen';
  return sha256 === backup.sha256 ? 'yes' : 'no';
}

function seeCode(
  { resolveHost }: Office,
  { settings, environment, signal }: Work,
  { url, commit }: { url: string; commit: Sha },
): Promise<Seeing> {
  return seeCommit({ url, commit, probes: settings[environment.kind].probes, signal }, resolveHost);
}
