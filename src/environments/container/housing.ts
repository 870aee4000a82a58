import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { writeAtomically } from '../host/write-atomically.js';
import { WorkFailed } from '../host/work-failed.js';
import { callerOf, type ContainerBench } from './container-bench.js';
import { listVolumes } from './look.js';
import type { Scope } from './names.js';

/** What stays with an environment whatever container it has. */
export interface Housing {
  /** On the host. */
  readonly port: number;
  readonly volume: string;
}

const fileName = 'container.json';
const firstPort = 20_000;
const ports = 10_000;

/** `null` only when there is none: one that cannot be read is not one to begin anew without. */
async function loadHousing(root: string): Promise<Housing | null> {
  try {
    return JSON.parse(await readFile(join(root, fileName), 'utf8')) as Housing;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

export const recordHousing = (root: string, housing: Housing): Promise<void> =>
  writeAtomically(join(root, fileName), `${JSON.stringify(housing, null, 2)}\n`);

/**
 * The volume with the environment's data; `null` when it never had one. Throws `WorkFailed` rather than begin with empty data
 * where there were some.
 */
export async function findVolume(
  bench: ContainerBench,
  { root, scope, name }: { root: string; scope: Scope; name: string },
): Promise<string | null> {
  const volumes = await listVolumes(callerOf(bench), scope);
  const known = await loadHousing(root);
  if (known !== null) {
    if (volumes.includes(known.volume)) return known.volume;
    throw new WorkFailed(
      'source',
      `the volume ${known.volume} with the data of ${name} is gone: restore a backup`,
    );
  }
  if (volumes.length > 1)
    throw new WorkFailed(
      'source',
      `${name} has several volumes (${volumes.join(', ')}) and ${fileName} in ${root}, which says the right one, is gone`,
    );
  return volumes[0] ?? null;
}

/** The port that the environment has, else a free one that no other environment has, running or not. */
export function choosePort({ executor, work, place, engine }: ContainerBench): Promise<number> {
  return executor.inTurns('ports', async () => {
    const own = await loadHousing(place.root);
    if (own !== null) return own.port;
    const all = join(executor.layout.places(work.repository), '..');
    const taken = new Set((await listHousings(all)).map(({ port }) => port));
    const start = createHash('sha256').update(place.root).digest().readUInt32BE() % ports;
    for (let step = 0; step < ports; step += 1) {
      const port = firstPort + ((start + step) % ports);
      if (!taken.has(port) && (await isFree(port, engine.bind))) return port;
    }
    throw new WorkFailed('source', `no port from ${firstPort} to ${firstPort + ports - 1} is free`);
  });
}

async function listHousings(all: string): Promise<Housing[]> {
  const repositories = await readdir(all).catch(() => []);
  const found = await Promise.all(
    repositories.map(async (repository) => {
      const names = await readdir(join(all, repository)).catch(() => []);
      return Promise.all(names.map((name) => loadHousing(join(all, repository, name))));
    }),
  );
  return found.flat().filter((housing) => housing !== null);
}

async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    if (server.listening) {
      server.close();
      await once(server, 'close');
    }
  }
}
