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

/** Goes on whatever happens, also when an earlier run has left it paused. */
async function standingStill(
  bench: ContainerBench,
  container: Container | null,
  act: () => Promise<void>,
): Promise<void> {
  if (container === null || !(container.State.Running || container.State.Paused)) return act();
  const caller = steadyCallerOf(bench);
  const { container: name } = bench.names;
  const isPaused =
    container.State.Paused ||
    (await callEngine(caller, ['pause', name]).then(
      () => true,
      (error: unknown) => {
        bench.log.say(`the container goes on while its data are copied: ${(error as Error).message}`);
        return false;
      },
    ));
  try {
    await act();
  } finally {
    if (isPaused) await callEngine(caller, ['unpause', name]);
  }
}
