import { done, failedAs, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { withDeployment } from './with-deployment.js';
import { sandboxOf, workFor } from './work-for.js';

/** The stopped sandbox comes up again as it was: the same commit, the same data. */
export async function startSandbox(performance: Performance<'StartSandbox'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const file = await engine.github.loadConfig(task.repository);
  const { settings } = await engine.configs.take(task.repository, file);
  const work = await workFor(performance, {
    step: 'start',
    environment: sandboxOf(operation.sandbox),
    commit: operation.commit,
    scripts: file.commit,
    settings,
  });
  const result = await withDeployment(performance, 'start', {
    work,
    run: (asked) => engine.environments.start(asked),
  });
  if (result.kind === 'failed') return failedAs(result);
  const { url, commit } = result;
  return done({ type: 'SandboxStarted', operation: operation.id, url, commit });
}
