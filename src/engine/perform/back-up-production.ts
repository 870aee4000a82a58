import { done, failedAs, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { takeBackup } from './take-backup.js';
import { commitInProduction, productionOf } from './work-for.js';

/** A backup of production because somebody asked for one. */
export async function backUpProduction(performance: Performance<'BackUpProduction'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const file = await engine.github.loadConfig(task.repository);
  const { settings } = await engine.configs.take(task.repository, file);
  const environment = productionOf(settings);
  const commit = commitInProduction(task, file.commit);
  const result = await takeBackup(performance, {
    step: 'backup',
    environment,
    commit,
    scripts: file.commit,
    settings,
  });
  if (result.kind === 'failed') return failedAs(result);
  return done({ type: 'BackupsTaken', operation: operation.id, backups: [result.backup] });
}
