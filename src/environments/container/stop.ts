import { WorkFailed } from '../host/work-failed.js';
import type { ContainerBench } from './container-bench.js';
import { keepApart } from './network.js';
import { endContainer, findOwn } from './replace-container.js';

/** Ends what runs in the sandbox, and keeps its container, its data and its port. Throws `WorkFailed` when it still runs. */
export async function stop(bench: ContainerBench): Promise<{ url: null }> {
  const { log, work } = bench;
  const container = await findOwn(bench);
  if (container !== null) await endContainer(bench, container);
  await keepApart(bench);
  if ((await findOwn(bench))?.State.Running === true)
    throw new WorkFailed('script', `the container of ${work.environment.name} was stopped, but runs`);
  log.say(`${work.environment.name} is stopped; its data are kept`);
  return { url: null };
}
