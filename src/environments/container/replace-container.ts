import { WorkFailed } from '../host/work-failed.js';
import { callEngine } from './call-engine.js';
import { type ContainerBench, labelArguments, steadyCallerOf } from './container-bench.js';
import { type Container, findContainer, listNetworks } from './look.js';
import { type Replacement, runArguments } from './run-arguments.js';

/** How long a container may take to end by itself. */
const graceSeconds = '10';

/**
 * Ends the environment's container and starts another in its place. Not interrupted once it has begun. When the new one does
 * not even start, nothing of it is left, and `WorkFailed` says why.
 */
export async function replaceContainer(bench: ContainerBench, replacement: Replacement): Promise<void> {
  const { log, work, names } = bench;
  work.signal.throwIfAborted();
  await ensureNetwork(bench);
  await removeContainer(bench);
  const { args, variables } = runArguments(bench, replacement);
  log.say(`${bench.engine.kind} ${args.join(' ')}`);
  try {
    await callEngine(steadyCallerOf(bench), args, { variables });
  } catch (error) {
    await removeContainer(bench);
    if (!(error instanceof WorkFailed)) throw error;
    throw new WorkFailed(error.at, `the container did not start: ${error.message}`);
  }
  log.say(`${names.container} is started`);
}

/** Podman keeps networks apart only when it is asked to; Docker always does. */
async function ensureNetwork(bench: ContainerBench): Promise<void> {
  const { engine, names, scope } = bench;
  const caller = steadyCallerOf(bench);
  if ((await listNetworks(caller, scope.environment)).includes(names.network)) return;
  await callEngine(caller, [
    ...['network', 'create', ...labelArguments(bench)],
    ...(engine.kind === 'podman' ? ['--opt', 'isolate=true'] : []),
    names.network,
  ]);
}

/** Ends the container, and removes it with the volumes that its image asked for. Done at once when there is none. */
export async function removeContainer(bench: ContainerBench): Promise<void> {
  const container = await findOwn(bench);
  if (container === null) return;
  await endContainer(bench, container);
  await callEngine(steadyCallerOf(bench), ['rm', '--force', '--volumes', bench.names.container]);
}

/** Ends what runs in the container, and keeps it. */
export async function endContainer(bench: ContainerBench, { State }: Container): Promise<void> {
  const caller = steadyCallerOf(bench);
  const { container } = bench.names;
  if (State.Paused) await callEngine(caller, ['unpause', container]);
  if (State.Paused || State.Running) await callEngine(caller, ['stop', '-t', graceSeconds, container]);
}

/** The environment's container; `null`: it has none. */
export const findOwn = (bench: ContainerBench): Promise<Container | null> =>
  findContainer(steadyCallerOf(bench), { name: bench.names.container, scope: bench.scope.environment });
