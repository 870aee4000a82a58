import { callEngine } from './call-engine.js';
import { type ContainerBench, steadyCallerOf } from './container-bench.js';
import { inspectContainers, listContainers, listImages } from './look.js';
import { commitLabel } from './names.js';

/** Removes the repository's images past the number that is kept: never one that a container has, or is about to. */
export async function removeOldImages(bench: ContainerBench): Promise<void> {
  const { repository } = bench.scope;
  const caller = steadyCallerOf(bench);
  const containers = await listContainers(caller, repository);
  const used = new Set((await inspectContainers(caller, containers)).map(({ Image }) => Image));
  const spare = (await listImages(caller, repository)).filter(({ Id, Config }) => {
    const commit = Config.Labels?.[commitLabel] ?? '';
    return !used.has(Id) && !bench.held.has(commit);
  });
  for (const { Id } of spare.slice(bench.work.settings.container.keepImages)) {
    // Somebody else may use it: an image too many is no reason to fail.
    await callEngine(caller, ['rmi', Id]).catch((error: unknown) => {
      bench.log.say(`an image was not removed: ${(error as Error).message}`);
    });
  }
}
