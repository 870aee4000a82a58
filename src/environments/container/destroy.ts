import { access, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Receipt } from '#process/task.js';
import { loadEnvironment } from '../host/environment-record.js';
import { WorkFailed } from '../host/work-failed.js';
import { seeGone } from '../probes/see-gone.js';
import { callEngine } from './call-engine.js';
import { type ContainerBench, steadyCallerOf } from './container-bench.js';
import { listContainers, listNetworks, listVolumes } from './look.js';
import { keepApart } from './network.js';
import { removeOldImages } from './remove-images.js';
import { removeContainer } from './replace-container.js';

/** Ends the sandbox and removes container, network, volumes and port. Its backups stay. */
export async function destroy(bench: ContainerBench): Promise<{ url: null; receipt: Receipt }> {
  const { place, scratch, log, work } = bench;
  const scope = bench.scope.environment;
  const caller = steadyCallerOf(bench);
  const served = await loadEnvironment(place.record);
  await removeContainer(bench);
  for (const name of await listContainers(caller, scope))
    await callEngine(caller, ['rm', '--force', '--volumes', name]);
  for (const name of await listNetworks(caller, scope)) await callEngine(caller, ['network', 'rm', name]);
  for (const name of await listVolumes(caller, scope)) await callEngine(caller, ['volume', 'rm', name]);
  await keepApart(bench);
  await removeOldImages(bench);
  // Gone at once under its name, however long the removal takes.
  const going = join(scratch, 'going');
  await rename(place.root, going);
  await rm(going, { recursive: true, force: true });

  const receipt = await lookForRemains(bench, served?.url ?? null);
  const said = JSON.stringify(receipt);
  if (Object.values(receipt).includes('left'))
    throw new WorkFailed('script', `not everything of ${work.environment.name} is gone: ${said}`);
  log.say(`${work.environment.name} is gone: ${said}`);
  return { url: null, receipt };
}

/** Processes are those of the container: there are no others. Networks count as containers. */
async function lookForRemains(bench: ContainerBench, url: string | null): Promise<Receipt> {
  const { executor, work, place } = bench;
  const scope = bench.scope.environment;
  const caller = steadyCallerOf(bench);
  const containers = [...(await listContainers(caller, scope)), ...(await listNetworks(caller, scope))];
  const volumes = await listVolumes(caller, scope);
  const isThere = await access(place.root).then(
    () => true,
    () => false,
  );
  const { resolveHost } = executor;
  const { probes } = work.settings.sandbox;
  return {
    processes: 'none',
    containers: containers.length === 0 ? 'gone' : 'left',
    data: volumes.length === 0 && !isThere ? 'gone' : 'left',
    url: url === null ? 'none' : await seeGone({ url, probes, signal: work.signal }, resolveHost),
    deployments: 'unseen',
    environment: 'unseen',
  };
}
