import { WorkFailed } from '../host/work-failed.js';
import { callEngine } from './call-engine.js';
import { type ContainerBench, steadyCallerOf } from './container-bench.js';
import { type Container, findContainer } from './look.js';
import { ensureNetwork, keepApart } from './network.js';
import { type Replacement, runArguments } from './run-arguments.js';

/** How long a container may take to end by itself. */
const graceSeconds = '10';

/**
 * Ends the environment's container and starts another in its place. Not interrupted once it has begun. `whenGone` is called when
 * the old one is gone and nothing of the new one is there: what it changes, no container is running with. An old one that cannot
 * be removed goes on; when the new one does not even start, nothing of it is left. Throws `WorkFailed`.
 */
export async function replaceContainer(
  bench: ContainerBench,
  replacement: Replacement,
  whenGone: () => Promise<void>,
): Promise<void> {
  const { log, work, names } = bench;
  work.signal.throwIfAborted();
  await ensureNetwork(bench);
  await removeOrKeep(bench);
  await whenGone();
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

/** What was stopped to be removed, and could not be, runs again as it did. */
async function removeOrKeep(bench: ContainerBench): Promise<void> {
  const before = await findOwn(bench);
  try {
    await removeContainer(bench);
  } catch (error) {
    if (before?.State.Running === true) await startAgain(bench);
    throw error;
  }
}

async function startAgain(bench: ContainerBench): Promise<void> {
  const { container } = bench.names;
  await callEngine(steadyCallerOf(bench), ['start', container]).then(
    () => bench.log.say(`${container} could not be removed, and goes on`),
    (error: unknown) => {
      bench.log.say(`${container} could not be removed, and is stopped: ${(error as Error).message}`);
    },
  );
}

/** Ends the container, and removes it with the volumes that its image asked for. Done at once when there is none. */
export async function removeContainer(bench: ContainerBench): Promise<void> {
  const container = await findOwn(bench);
  if (container === null) return;
  await endContainer(bench, container);
  await callEngine(steadyCallerOf(bench), ['rm', '--force', '--volumes', bench.names.container]);
  await keepApart(bench);
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
