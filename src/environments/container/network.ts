import { callEngine } from './call-engine.js';
import { type ContainerBench, labelArguments, steadyCallerOf } from './container-bench.js';
import { listContainers, listNetworks, listRunning } from './look.js';
import { engineScope } from './names.js';

/** Makes the environment's own network where it is missing. Podman keeps networks apart only when it is asked to; Docker always does. */
export async function ensureNetwork(bench: ContainerBench): Promise<void> {
  const { engine, names, scope } = bench;
  const caller = steadyCallerOf(bench);
  if ((await listNetworks(caller, scope.environment)).includes(names.network)) return;
  await callEngine(caller, [
    ...['network', 'create', ...labelArguments(bench)],
    ...(engine.kind === 'podman' ? ['--opt', 'isolate=true'] : []),
    names.network,
  ]);
}

/** Removes the network of an environment that has no container. */
export async function removeIdleNetwork(bench: ContainerBench): Promise<void> {
  const { names, scope } = bench;
  const caller = steadyCallerOf(bench);
  if ((await listContainers(caller, scope.environment)).length > 0) return;
  if ((await listNetworks(caller, scope.environment)).includes(names.network))
    await callEngine(caller, ['network', 'rm', names.network]);
}

/**
 * Puts back what keeps networks apart. Podman's netavark before 1.5 takes the jump to its isolation rules away for all networks
 * when it takes down one, with the end of any container, and puts it back with the beginning of any; to load the network of one
 * that runs again is a beginning. Nothing is lost by it, and no connection ends.
 */
export async function keepApart(bench: ContainerBench): Promise<void> {
  if (bench.engine.kind !== 'podman') return;
  const caller = steadyCallerOf(bench);
  for (const name of await listRunning(caller, engineScope)) {
    // One that ended meanwhile has no network to load; any other will do.
    const isLoaded = await callEngine(caller, ['network', 'reload', name]).then(
      () => true,
      () => false,
    );
    if (isLoaded) return;
  }
}
