import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Receipt } from '#process/task.js';
import type { Bench } from '../host/bench.js';
import { endMarked } from '../host/processes/end-processes.js';
import { runScript } from '../host/scripts/run-script.js';

/** TEMPORARY until the receipt is really looked at. */
export const nothingLeft: Receipt = {
  processes: 'gone',
  containers: 'none',
  data: 'gone',
  url: 'unseen',
  deployments: 'unseen',
  environment: 'unseen',
};

/** Ends what runs in the sandbox, whatever its script forgot, and removes what it had. Its backups stay. */
export async function destroy(bench: Bench): Promise<{ url: null; receipt: Receipt }> {
  const { place, scratch, log, work } = bench;
  await runScript(bench, { GREENLIGHT_COMMIT: work.commit });
  await endMarked(`GREENLIGHT_ENVIRONMENT_DIR=${place.data}`);
  // Gone at once under its name, however long the removal takes.
  const going = join(scratch, 'going');
  await rename(place.root, going);
  await rm(going, { recursive: true, force: true });
  log.say(`${work.environment.name} is gone`);
  return { url: null, receipt: nothingLeft };
}
