import type { ExecutorName } from '#config/executor-name.js';
import { hostByContainers } from './by-containers.js';
import { hostByScripts } from './by-scripts.js';
import { hostByWorkflow } from './by-workflow.js';
import type { Ground, Hosting } from './hosting.js';

const hostings: Readonly<Record<ExecutorName, (ground: Ground) => Promise<Hosting>>> = {
  command: hostByScripts,
  container: hostByContainers,
  'github-deployments': hostByWorkflow,
};

/** The hosting for an executor. */
export function openHosting(executor: ExecutorName, ground: Ground): Promise<Hosting> {
  return hostings[executor](ground);
}
