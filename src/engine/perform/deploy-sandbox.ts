import { done, failedAs, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { withDeployment } from './with-deployment.js';
import { sandboxOf, workFor } from './work-for.js';

/** Step 5: the change's head in the sandbox. What does not come up healthy is the developer's to mend. */
export async function deploySandbox(performance: Performance<'DeploySandbox'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const file = await engine.github.loadConfig(task.repository);
  const { settings } = await engine.configs.take(task.repository, file);
  const environment = sandboxOf(operation.sandbox);
  const work = await workFor(performance, {
    step: 'deploy',
    environment,
    commit: operation.commit,
    scripts: file.commit,
    settings,
  });
  const result = await withDeployment(performance, 'deploy', {
    work,
    run: (asked) => engine.environments.deploy(asked),
  });
  if (result.kind === 'done') {
    return done({ type: 'SandboxDeployed', operation: operation.id, url: result.url, commit: result.commit });
  }
  if (result.at === 'source') return failedAs(result);
  return done({ type: 'SandboxUnhealthy', operation: operation.id, detail: result.why, log: result.log });
}
