import { engineNames, findEngine, type EngineName } from './container/engine.js';
import { openContainerEnvironments } from './container/open-container-environments.js';
import type { ExecutorOptions } from './host/open-executor.js';
import { unavailable } from './unavailable.js';
import type { Environments } from '#ports/environments.js';

/** How the operator wants containers to be run. */
interface Containers {
  /** `null`: whichever is installed. */
  readonly engine: EngineName | null;
  readonly runArguments: readonly string[];
  readonly buildArguments: readonly string[];
}

/** The executor that runs containers, with the engine that the operator chose, else the first that is installed here. */
export async function openContainers(
  { engine, runArguments, buildArguments }: Containers,
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
