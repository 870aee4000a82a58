import { whatIsLeft } from '#process/what-is-left.js';
import { sayRemains } from '#wording/say-environment.js';
import { done, failedAs, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { wakeWaiting } from './wake-waiting.js';
import { sandboxOf, workFor } from './work-for.js';

/** Step 10: the sandbox is gone, and GitHub says so. */
export async function removeSandbox(performance: Performance<'RemoveSandbox'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const { github, environments } = engine;
  const file = await github.loadConfig(task.repository);
  const { settings } = await engine.configs.take(task.repository, file);
  const environment = sandboxOf(operation.sandbox);
  const commit = task.sandbox?.commit ?? file.commit;
  const result = await environments.destroy(
    await workFor(performance, { step: 'destroy', environment, commit, scripts: file.commit, settings }),
  );
  if (result.kind === 'failed') return failedAs(result);

  const shown = await github.removeEnvironment(task.repository, environment.name);
  await github.deleteBranch(task.repository, `greenlight/scratch/${task.number}`);
  await engine.store.giveSandbox(task.key);
  await wakeWaiting(engine, task.repository.id);
  const receipt = { ...result.receipt, deployments: 'gone', environment: shown } as const;
  const left = whatIsLeft(receipt);
  const detail = left.length === 0 ? {} : { detail: sayRemains(left, settings.language) };
  return done({ type: 'SandboxRemoved', operation: operation.id, receipt, ...detail });
}
