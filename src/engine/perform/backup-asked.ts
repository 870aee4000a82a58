import type { Settings } from '#config/settings.js';
import type { EnvironmentRef } from '#ports/environments.js';
import type { Sha } from '#process/task.js';

/** What is to be backed up. `step` tells apart several backups of one operation. */
export interface BackupAsked {
  readonly step: string;
  readonly environment: EnvironmentRef;
  readonly commit: Sha;
  readonly scripts: Sha;
  readonly settings: Settings;
}
