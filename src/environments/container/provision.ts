import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Running } from '#ports/environments.js';
import { endMarked } from '../host/processes/end-processes.js';
import { findLinksOut } from '../host/scripts/find-links-out.js';
import { runScript } from '../host/scripts/run-script.js';
import { bringUp, type Fill } from './bring-up.js';
import { copyIn, copyOut, fillVolume, saveVolume } from './carry-data.js';
import type { ContainerBench } from './container-bench.js';
import { findVolume } from './housing.js';
import { environmentScope } from './names.js';

/** Makes a sandbox from the live project, or from the part of its data that the configuration names. */
export function provision(bench: ContainerBench): Promise<Running> {
  return bringUp(bench, { commit: bench.work.commit, fill: fillFromProduction(bench) });
}

const fillFromProduction =
  (bench: ContainerBench): Fill =>
  (target) => {
    const { executor, work, log } = bench;
    const { from } = work.settings.sandbox;
    if (from.data === 'none') {
      log.say('the sandbox begins without data (environments.sandbox.from.data)');
      return Promise.resolve();
    }
    // Production keeps its volume while it is read; it goes on meanwhile.
    return executor.inTurns(`${work.repository.id}/${work.settings.production.name}`, async () => {
      const live = await findLive(bench);
      if (live === null) log.say('nothing is live here yet: the sandbox begins without data');
      else await copyLive(bench, { ...target, live, part: from.data === 'full' ? null : from.data });
    });
  };

function findLive(bench: ContainerBench): Promise<string | null> {
  const { executor, work, server } = bench;
  const { name } = work.settings.production;
  const { root } = executor.layout.place(work.repository, name);
  return findVolume(bench, { root, name, scope: environmentScope(server, work.repository, name) });
}

/** With a script that masks them, what that writes is all that reaches the sandbox. */
async function copyLive(
  bench: ContainerBench,
  { live, part, ...target }: { live: string; part: string | null; volume: string; image: string },
): Promise<void> {
  const { scratch, work, log } = bench;
  const source = { image: target.image, volume: live, part };
  if (work.settings.scripts.mask === undefined) {
    const file = join(scratch, 'live.tar');
    await saveVolume(bench, { ...source, file });
    await fillVolume(bench, { ...target, file });
    return;
  }
  const [directory, masked] = [join(scratch, 'live'), join(scratch, 'masked')];
  await Promise.all([directory, masked].map((path) => mkdir(path, { mode: 0o700 })));
  await copyOut(bench, { ...source, directory });
  await removeLinksOut(bench, directory);
  try {
    await runScript(
      { ...bench, operation: 'mask' },
      {
        GREENLIGHT_COMMIT: work.commit,
        GREENLIGHT_PRODUCTION_DIR: directory,
        GREENLIGHT_MASKED_DIR: masked,
      },
    );
  } finally {
    // What it has left running must not write on.
    await endMarked(`GREENLIGHT_MASKED_DIR=${masked}`);
  }
  await copyIn(bench, { ...target, directory: masked });
  log.say('the masked data are in the sandbox');
}

/** On this server they would lead the mask to other files than in the container that made them: to anybody's. */
async function removeLinksOut({ log }: ContainerBench, directory: string): Promise<void> {
  for (const name of await findLinksOut(directory)) {
    await rm(join(directory, name));
    log.say(`not given to the mask, it is a link that leads out of the data: ${name}`);
  }
}
