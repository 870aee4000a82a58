import type { Work, WorkResult } from '#ports/environments.js';
import type { BackupRef } from '#process/task.js';
import { WorkFailed } from '../host/work-failed.js';
import { backupIdOf } from './ask-for-deployment.js';
import { fulfil } from './fulfil.js';
import type { Office } from './office.js';
import { readReport } from './read-report.js';

/** The pipeline stores the data, and says their checksum and size; the same work asked again is the same backup. */
export function backUp(office: Office, work: Work): Promise<WorkResult<{ backup: BackupRef }>> {
  return fulfil(office, { operation: 'backup', work }, async ({ description, at }, { commit, asked }) => {
    const { sha256, bytes, where } = readReport(description);
    if (sha256 === null || bytes === null) {
      throw new WorkFailed(
        'script',
        'the workflow must end a backup with a status whose description has sha256=<64 hexadecimal digits> bytes=<size>',
      );
    }
    const { environment, settings } = work;
    const backup: BackupRef = {
      id: backupIdOf(work),
      environment: environment.name,
      commit,
      bytes,
      sha256,
      // By our own clock, which may not be GitHub's: made after it was asked for, and not in the future.
      at: Math.min(Math.max(at, asked), office.clock.now()),
      data: environment.kind === 'production' ? 'full' : settings.sandbox.from.data,
      ...(where !== null && { where }),
    };
    return { backup };
  });
}
