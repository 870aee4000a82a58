import { sayDeployment } from '#wording/say-deployment.js';
import { done, failedAs, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { sandboxOf, workFor } from './work-for.js';

/** What links to a sandbox: what came after it (a backup, this very stop) may be a deployment, too. */
const bringingUp = ['provision', 'deploy', 'start', 'restore'].map((verb) => `greenlight:${verb}`);

/** The sandbox's processes end, its data stay, and GitHub links to it no more. */
export async function stopSandbox(performance: Performance<'StopSandbox'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const { github, environments } = engine;
  const file = await github.loadConfig(task.repository);
  const { settings } = await engine.configs.take(task.repository, file);
  const environment = sandboxOf(operation.sandbox);
  const { commit } = operation;
  const result = await environments.stop(
    await workFor(performance, { step: 'stop', environment, commit, scripts: file.commit, settings }),
  );
  if (result.kind === 'failed') return failedAs(result);

  const deployments = await github.listDeployments(task.repository, environment.name);
  const newest = deployments.find(({ task: what }) => bringingUp.includes(what));
  if (newest) {
    const description = sayDeployment('stop', 'sandbox', 'done', settings.language);
    await github.setDeploymentStatus(task.repository, newest.id, { state: 'inactive', description });
  }
  return done({ type: 'SandboxStopped', operation: operation.id });
}
