import { sayMergeMessage } from '#wording/say-deployment.js';
import type { Outcome } from '#process/event.js';
import type { ScratchMerge } from '#ports/github.js';
import type { Sha } from '#process/task.js';
import type { Config } from '../configs.js';
import { done, failed, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { remember } from './remember.js';
import { withDeployment } from './with-deployment.js';
import { sandboxOf, workFor } from './work-for.js';

/** Step 6: head and live, merged by GitHub on a scratch branch, deployed to the sandbox. */
export async function integrateChange(performance: Performance<'IntegrateChange'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const { sandbox, head } = operation;
  const { live, merge } = await remember(performance, 'merge', () => mergeOnLive(performance));
  const config = await engine.configs.of(task.repository);
  if (merge.kind === 'conflict')
    return done(refused(operation.id, 'conflict', { detail: 'conflict', log: null }));

  const kept = await keepOriginal(performance, { live, config });
  if (kept.kind === 'failed') return failed(kept.why, kept.log);
  const work = await workFor(performance, {
    step: 'deploy',
    environment: sandboxOf(sandbox),
    commit: merge.sha,
    scripts: live,
    settings: config.settings,
  });
  const result = await withDeployment(performance, 'deploy', {
    work,
    run: (asked) => engine.environments.deploy(asked),
  });
  if (result.kind === 'failed') {
    if (result.at === 'source') return failed(result.why, result.log);
    return done(refused(operation.id, 'unhealthy', { detail: result.why, log: result.log }));
  }
  const product = { head, live, merge: merge.sha, tree: merge.tree };
  return done({ type: 'ChangeIntegrated', operation: operation.id, product, url: result.url });
}

async function mergeOnLive({
  engine: { github, configs },
  task,
  operation,
}: Performance<'IntegrateChange'>): Promise<{ live: Sha; merge: ScratchMerge }> {
  const file = await github.loadConfig(task.repository);
  const { settings } = await configs.take(task.repository, file);
  const merge = await github.mergeOnScratch(task.repository, {
    branch: `greenlight/scratch/${task.number}`,
    base: file.commit,
    head: operation.head,
    message: sayMergeMessage(task, settings.language),
  });
  return { live: file.commit, merge };
}

/** The sandbox as it was before the merge came to it. */
async function keepOriginal(
  performance: Performance<'IntegrateChange'>,
  { live, config }: { live: Sha; config: Config },
) {
  const { engine, operation, task } = performance;
  const work = await workFor(performance, {
    step: 'keep',
    environment: sandboxOf(operation.sandbox),
    commit: task.sandbox?.commit ?? live,
    scripts: live,
    settings: config.settings,
  });
  return engine.environments.backup(work);
}

function refused(
  operation: string,
  why: 'conflict' | 'unhealthy',
  report: { detail: string; log: string | null },
): Outcome {
  return { type: 'IntegrationRefused', operation, why, ...report };
}
