import { done, failed, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { commitInProduction, productionOf, workFor } from './work-for.js';

/** A backup of production because somebody asked for one. */
export async function backUpProduction(performance: Performance<'BackUpProduction'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const file = await engine.github.loadConfig(task.repository);
  const { settings } = await engine.configs.take(task.repository, file);
  const environment = productionOf(settings);
  const commit = commitInProduction(task, file.commit);
  const work = await workFor(performance, {
    step: 'backup',
    environment,
    commit,
    scripts: file.commit,
    settings,
  });
  const result = await engine.environments.backup(work);
  if (result.kind === 'failed') return failed(result.why, result.log);
  return done({ type: 'BackupsTaken', operation: operation.id, backups: [result.backup] });
}
