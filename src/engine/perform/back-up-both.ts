import { done, failedAs, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { takeBackup } from './take-backup.js';
import { commitInProduction, productionOf, sandboxOf } from './work-for.js';

/** Step 8: the live project and the sandbox's product, stored. */
export async function backUpBoth(performance: Performance<'BackUpBoth'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const { settings } = await engine.configs.of(task.repository);
  const { product, sandbox } = operation;
  const both = [
    { step: 'live', environment: productionOf(settings), commit: commitInProduction(task, product.live) },
    { step: 'product', environment: sandboxOf(sandbox), commit: product.merge },
  ];
  const backups = [];
  for (const one of both) {
    const result = await takeBackup(performance, { ...one, scripts: product.live, settings });
    if (result.kind === 'failed') return failedAs(result);
    backups.push(result.backup);
  }
  return done({ type: 'BackupsTaken', operation: operation.id, backups });
}
