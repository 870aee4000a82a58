import type { Running } from '#ports/environments.js';
import type { Sha } from '#process/task.js';
import { isPlainAddress } from '../host/become-healthy.js';
import { recordEnvironment } from '../host/environment-record.js';
import { WorkFailed } from '../host/work-failed.js';
import { awaitAnswer } from './await-answer.js';
import { buildImage } from './build-image.js';
import { callEngine } from './call-engine.js';
import { callerOf, type ContainerBench, labelArguments, steadyCallerOf } from './container-bench.js';
import { choosePort, findVolume, recordHousing } from './housing.js';
import { listVolumes } from './look.js';
import { removeOldImages } from './remove-images.js';
import { replaceContainer } from './replace-container.js';

/** Puts data into a new volume. */
export type Fill = (target: { readonly volume: string; readonly image: string }) => Promise<void>;

/**
 * Provision, deploy, restore and start: the image of `commit` runs in the environment, with the data that are there, or with
 * those of `fill` in a new volume; done when the probes answer with it. Until the image and the data are ready, what runs is not
 * touched; until it is gone, its data are the environment's. `onData` hears when the new ones are. Throws `WorkFailed`.
 */
export async function bringUp(
  bench: ContainerBench,
  { commit, fill = null, onData }: { commit: Sha; fill?: Fill | null; onData?: () => void },
): Promise<Running> {
  return holding(bench, commit, async () => {
    const { place } = bench;
    const image = await buildImage(bench, commit);
    const volume = fill === null ? await keptVolume(bench) : await filledVolume(bench, { image, fill });
    const port = await choosePort(bench);
    const url = urlOf(bench, port);
    await replaceContainer(bench, { image, commit, volume, port }, async () => {
      await recordHousing(place.root, { port, volume });
      onData?.();
    });
    await awaitAnswer(bench, { url, commit, port });
    await recordEnvironment(place.record, { url, commit });
    if (fill !== null) await removeOtherVolumes(bench, volume);
    await removeOldImages(bench);
    return { url, commit };
  });
}

/** Meanwhile nobody else removes the image of this commit as one too many. */
async function holding<Value>(
  { held }: ContainerBench,
  commit: Sha,
  act: () => Promise<Value>,
): Promise<Value> {
  held.set(commit, (held.get(commit) ?? 0) + 1);
  try {
    return await act();
  } finally {
    const others = (held.get(commit) ?? 1) - 1;
    if (others === 0) held.delete(commit);
    else held.set(commit, others);
  }
}

async function keptVolume(bench: ContainerBench): Promise<string> {
  const { place, scope, work } = bench;
  const own = { root: place.root, scope: scope.environment, name: work.environment.name };
  return (await findVolume(bench, own)) ?? createVolume(bench);
}

/** One that could not be filled is not kept. */
async function filledVolume(
  bench: ContainerBench,
  { image, fill }: { image: string; fill: Fill },
): Promise<string> {
  const volume = await createVolume(bench);
  try {
    await fill({ volume, image });
    return volume;
  } catch (error) {
    await callEngine(steadyCallerOf(bench), ['volume', 'rm', volume]);
    throw error;
  }
}

async function createVolume(bench: ContainerBench): Promise<string> {
  const { names, executor, work } = bench;
  const id = `${work.commit.slice(0, 7)}-${Buffer.from(executor.ids.next()).toString('hex').slice(0, 16)}`;
  const volume = names.volume(id);
  await callEngine(callerOf(bench), ['volume', 'create', ...labelArguments(bench), volume]);
  return volume;
}

/** The data before, and what a crash has left. */
async function removeOtherVolumes(bench: ContainerBench, current: string): Promise<void> {
  const caller = steadyCallerOf(bench);
  for (const volume of await listVolumes(caller, bench.scope.environment)) {
    if (volume !== current) await callEngine(caller, ['volume', 'rm', volume]);
  }
}

function urlOf({ work }: ContainerBench, port: number): string {
  const { environment, settings } = work;
  const template = settings[environment.kind].url ?? 'http://127.0.0.1:{port}';
  const url = template.replaceAll('{name}', environment.name).replaceAll('{port}', String(port));
  if (isPlainAddress(url)) return url;
  throw new WorkFailed('source', `environments.${environment.kind}.url is no plain http(s) address`);
}
