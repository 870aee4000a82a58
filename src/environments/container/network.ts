import { callEngine } from './call-engine.js';
import { type ContainerBench, labelArguments, steadyCallerOf } from './container-bench.js';
import { listContainers, listNetworks } from './look.js';

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
