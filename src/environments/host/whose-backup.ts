import type { Work } from '#ports/environments.js';
import type { BackupRef } from '#process/task.js';

/**
 * Why this backup must not be restored into this environment; `null` when it may be: into the one that it is of, into the scratch
 * sandbox in which that one's backups are tried, and one of production into any sandbox.
 */
export function whoseBackup(
  backup: BackupRef,
  { environment, settings }: Pick<Work, 'environment' | 'settings'>,
): string | null {
  if (!/^[0-9a-f]{32}$/.test(backup.id)) return 'there is no backup of that name';
  const isSandbox = environment.kind === 'sandbox';
  const origins = [environment.name];
  if (isSandbox) origins.push(settings.production.name, environment.name.replace(/-trial$/, ''));
  if (origins.includes(backup.environment)) return null;
  return `the backup is of ${backup.environment}, not of ${environment.name}`;
}
