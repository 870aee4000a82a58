import type { BackupRef } from '#process/task.js';
import type { Config } from '../configs.js';
import { outcomeJob } from '../record.js';
import { done, failed, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { withDeployment } from './with-deployment.js';
import { commitInProduction, productionOf, workFor } from './work-for.js';

/**
 * Step 9.2.1: what was approved goes live. Live is read again first; the backup is on record before production is touched,
 * so whatever happens afterwards there is something to go back to.
 */
export async function deployProduction(performance: Performance<'DeployProduction'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const { product } = operation;
  const begun = `production-begun:${operation.id}`;
  const hasBegun = (await engine.store.loadNote(begun)) !== null;
  const held = hasBegun ? null : await lookBefore(performance);
  if (held !== null) return held;
  const config = await engine.configs.of(task.repository);

  const backup = await backUpFirst(performance, config);
  if (backup.kind === 'failed') return failed(backup.why, backup.log);
  const now = engine.clock.now();
  await engine.store.enqueue([
    outcomeJob(task.key, { type: 'ProductionTouched', operation: operation.id, backup: backup.backup }, now),
  ]);

  await engine.store.saveNote(begun, 'yes');

  const { settings } = config;
  const work = await workFor(performance, {
    step: 'deploy',
    environment: productionOf(settings),
    commit: product.merge,
    scripts: product.live,
    settings,
  });
  const result = await withDeployment(performance, 'deploy', {
    work,
    run: (asked) => engine.environments.deploy(asked),
  });
  if (result.kind === 'done')
    return done({ type: 'ProductionDeployed', operation: operation.id, url: result.url });
  return done({ type: 'ProductionUnhealthy', operation: operation.id, detail: result.why, log: result.log });
}

/** Why production is not touched now; `null`: it may be. Not asked again once it was touched: then there is no way but to the end. */
async function lookBefore({
  engine,
  task,
  operation,
}: Performance<'DeployProduction'>): Promise<Performed | null> {
  const { product, change } = operation;
  const snapshot = await engine.github.loadSnapshot(task.repository, { issue: task.number, change });
  const config = await engine.configs.take(task.repository, snapshot.config);
  const { live } = snapshot.seen;
  if (task.merge === null && live !== product.live)
    return done({ type: 'LiveMoved', operation: operation.id, live });
  return config.problem === null ? null : failed(config.problem);
}

type Kept = { kind: 'done'; backup: BackupRef } | { kind: 'failed'; why: string; log: string | null };

/** The backup of this very deployment; one that is on record already is not taken again. */
async function backUpFirst(
  performance: Performance<'DeployProduction'>,
  { settings }: Config,
): Promise<Kept> {
  const { engine, operation, task } = performance;
  const work = await workFor(performance, {
    step: 'backup',
    environment: productionOf(settings),
    commit: commitInProduction(task, operation.product.live),
    scripts: operation.product.live,
    settings,
  });
  return engine.environments.backup(work);
}
