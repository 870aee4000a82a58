import { join } from 'node:path';
import type { BackupRef } from '#process/task.js';
import { storeBackup } from '../host/backups/store-backup.js';
import { WorkFailed } from '../host/work-failed.js';
import { buildImage } from './build-image.js';
import { callEngine } from './call-engine.js';
import { saveVolume } from './carry-data.js';
import { type ContainerBench, steadyCallerOf } from './container-bench.js';
import { findVolume } from './housing.js';
import type { Container } from './look.js';
import { findOwn } from './replace-container.js';

/** The one file of a backup. */
export const archiveOf = (data: string): string => join(data, 'data.tar');

/** Stores the environment's data in one file, owners and modes included. What runs stands still while they are copied. */
export async function backUp(bench: ContainerBench): Promise<{ backup: BackupRef }> {
  const { place, scope, work } = bench;
  const own = { root: place.root, scope: scope.environment, name: work.environment.name };
  const volume = await findVolume(bench, own);
  if (volume === null)
    throw new WorkFailed('source', `${work.environment.name} has no data: nothing was deployed to it`);
  return storeBackup(bench, async (directory) => {
    const container = await findOwn(bench);
    const image = container?.Image ?? (await buildImage(bench, work.commit));
    await standingStill(bench, container, () =>
      saveVolume(bench, { volume, image, part: null, file: archiveOf(directory) }),
    );
  });
}

/** What runs stands still meanwhile, if the engine can do that. */
async function standingStill(
  bench: ContainerBench,
  container: Container | null,
  act: () => Promise<void>,
): Promise<void> {
  if (container === null || !(container.State.Running || container.State.Paused)) return act();
  try {
    if (!container.State.Paused) await pause(bench);
    await act();
  } finally {
    await setGoing(bench);
  }
}

async function pause(bench: ContainerBench): Promise<void> {
  await callEngine(steadyCallerOf(bench), ['pause', bench.names.container]).catch((error: unknown) => {
    bench.log.say(`the container goes on while its data are copied: ${(error as Error).message}`);
  });
}

/** Whoever paused it: a call that failed may have paused it all the same, and an earlier run may have left it so. */
async function setGoing(bench: ContainerBench): Promise<void> {
  const { container } = bench.names;
  if ((await findOwn(bench))?.State.Paused !== true) return;
  const resume = (): Promise<unknown> => callEngine(steadyCallerOf(bench), ['unpause', container]);
  await resume()
    .catch(resume)
    .catch((error: unknown) => {
      if (!(error instanceof WorkFailed)) throw error;
      const { kind } = bench.engine;
      throw new WorkFailed(
        'script',
        `${bench.work.environment.name} stands still and serves nobody: ${error.message}; set it going with ${kind} unpause ${container}`,
      );
    });
}
