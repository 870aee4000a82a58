import { engineNames, findEngine } from '#environments/container/engine.js';
import { openContainerEnvironments } from '#environments/container/open-container-environments.js';
import type { ExecutorOptions } from '#environments/host/open-executor.js';
import { unavailable } from '#environments/unavailable.js';
import type { Environments } from '#ports/environments.js';
import type { ServerSettings } from './read-environment.js';

/** The executor that runs containers, with the engine that the operator chose, else the first that is installed here. */
export async function openContainers(
  { containers: { engine, runArguments, buildArguments } }: Pick<ServerSettings, 'containers'>,
  options: ExecutorOptions,
): Promise<Omit<Environments, 'probe'> & { readonly close: () => Promise<void> }> {
  const wanted = engine === null ? engineNames : [engine];
  const found = await findEngine(options.variables, wanted);
  if (found !== null) {
    return openContainerEnvironments({ ...options, engine: { ...found, runArguments, buildArguments } });
  }
  const why = `this server has no ${wanted.join(' and no ')} to run containers: install it, or choose another environments.executor`;
  return { ...unavailable(why), close: () => Promise.resolve() };
}
