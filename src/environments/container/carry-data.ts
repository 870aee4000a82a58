import { open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { WorkFailed } from '../host/work-failed.js';
import { callEngine } from './call-engine.js';
import { callerOf, type ContainerBench, labelArguments, steadyCallerOf } from './container-bench.js';
import { listContainers } from './look.js';

/** Where a volume is mounted while its data are copied: in nobody's image. */
const mountedAt = '/greenlight-data';

interface Carried {
  readonly volume: string;
  /** Any image: nothing of it is run. */
  readonly image: string;
}

/** Writes what a volume holds into a tar file, owners and modes included; `part`: only what is under that name. */
export function saveVolume(
  bench: ContainerBench,
  { file, part, ...carried }: Carried & { file: string; part: string | null },
): Promise<void> {
  return withCarrier(bench, { ...carried, mode: 'ro' }, async (carrier) => {
    const from = `${carrier}:${mountedAt}/${part ?? '.'}`;
    await callEngine(callerOf(bench), ['cp', from, '-'], { output: file }).catch(async (error: unknown) => {
      if (await isFull(dirname(file))) throw new WorkFailed('script', diskIsFull);
      throw error;
    });
  });
}

/** Podman's own words for it are only that a pipe is broken. */
const diskIsFull = 'the server has no space left on its disk';
const leastFree = 1024 * 1024;

async function isFull(directory: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize < leastFree;
}

/** Puts what is in a tar file into a volume. */
export async function fillVolume(
  bench: ContainerBench,
  { file, ...carried }: Carried & { file: string },
): Promise<void> {
  // Podman takes no archive in which there is nothing.
  if (await isEmptyArchive(file)) return;
  await withCarrier(bench, { ...carried, mode: 'rw' }, async (carrier) => {
    await callEngine(callerOf(bench), ['cp', '--archive=false', '-', `${carrier}:${mountedAt}`], {
      input: file,
    });
  });
}

/** Copies what a volume holds into a directory of this server; `part`: only what is under that name. */
export function copyOut(
  bench: ContainerBench,
  { directory, part, ...carried }: Carried & { directory: string; part: string | null },
): Promise<void> {
  return withCarrier(bench, { ...carried, mode: 'ro' }, async (carrier) => {
    const from = `${carrier}:${mountedAt}/${part ?? '.'}`;
    await callEngine(callerOf(bench), ['cp', from, directory]);
  });
}

/** Puts a directory of this server into a volume; its files are the container's user's then. */
export function copyIn(
  bench: ContainerBench,
  { directory, ...carried }: Carried & { directory: string },
): Promise<void> {
  return withCarrier(bench, { ...carried, mode: 'rw' }, async (carrier) => {
    await callEngine(callerOf(bench), ['cp', '--archive', `${directory}/.`, `${carrier}:${mountedAt}`]);
  });
}

/** A container that is never started and has nothing but the volume; removed whatever happens. */
async function withCarrier(
  bench: ContainerBench,
  { volume, image, mode }: Carried & { mode: 'ro' | 'rw' },
  act: (carrier: string) => Promise<void>,
): Promise<void> {
  const { carrier } = bench.names;
  await removeCarrier(bench);
  try {
    await callEngine(callerOf(bench), [
      ...['create', '--name', carrier, '--pull', 'never', '--network', 'none'],
      ...['--volume', `${volume}:${mountedAt}:${mode}`],
      ...labelArguments(bench),
      ...bench.engine.runArguments,
      ...[image, 'never-started'],
    ]);
    await act(carrier);
  } finally {
    await removeCarrier(bench);
  }
}

/** Also one that a crash has left. */
async function removeCarrier(bench: ContainerBench): Promise<void> {
  const caller = steadyCallerOf(bench);
  const names = await listContainers(caller, bench.scope.environment);
  const { carrier } = bench.names;
  if (names.includes(carrier)) await callEngine(caller, ['rm', '--force', '--volumes', carrier]);
}

/** An archive ends with two blocks of zeros; one that begins with them holds nothing. */
async function isEmptyArchive(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead).every((byte) => byte === 0);
  } finally {
    await handle.close();
  }
}
