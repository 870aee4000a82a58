import { access, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Receipt } from '#process/task.js';
import type { Bench } from '../host/bench.js';
import { loadEnvironment } from '../host/environment-record.js';
import { endMarked } from '../host/processes/end-processes.js';
import { findMarked } from '../host/processes/processes.js';
import { runScript } from '../host/scripts/run-script.js';
import { probe } from '../probes/probe.js';

/** Ends what runs in the sandbox, whatever its script forgot, and removes what it had. Its backups stay. */
export async function destroy(bench: Bench): Promise<{ url: null; receipt: Receipt }> {
  const { place, scratch, log, work } = bench;
  const served = await loadEnvironment(place.record);
  await runScript(bench, { GREENLIGHT_COMMIT: work.commit });
  await endMarked(markOf(place));
  // Gone at once under its name, however long the removal takes.
  const going = join(scratch, 'going');
  await rename(place.root, going);
  await rm(going, { recursive: true, force: true });
  const receipt = await lookForRemains(bench, served?.url ?? null);
  log.say(`${work.environment.name} is gone: ${JSON.stringify(receipt)}`);
  return { url: null, receipt };
}

const markOf = ({ data }: { readonly data: string }): string => `GREENLIGHT_ENVIRONMENT_DIR=${data}`;

/** Looks for everything that this executor can see; of what GitHub shows it knows nothing. `url` null: it never had an address. */
export async function lookForRemains(
  { executor, place, work }: Pick<Bench, 'executor' | 'place' | 'work'>,
  url: string | null,
): Promise<Receipt> {
  const running = await findMarked(markOf(place));
  const isThere = await access(place.root).then(
    () => true,
    () => false,
  );
  const { resolveHost } = executor;
  const { probes } = work.settings.sandbox;
  const target = { commit: null, probes, signal: work.signal };
  const answer = url === null ? null : await probe({ ...target, url }, resolveHost);
  return {
    processes: running.length === 0 ? 'gone' : 'left',
    containers: 'none',
    data: isThere ? 'left' : 'gone',
    url: answer === null ? 'none' : answer.kind === 'unhealthy' ? 'gone' : 'left',
    deployments: 'unseen',
    environment: 'unseen',
  };
}
