import { probe } from '../probes/probe.js';
import type { Bench } from '../host/bench.js';
import { endMarked } from '../host/processes/end-processes.js';
import { loadEnvironment } from '../host/environment-record.js';
import { runScript } from '../host/scripts/run-script.js';
import { WorkFailed } from '../host/work-failed.js';

/** Ends what runs in the sandbox, whatever its script forgot, and keeps everything it has. Throws `WorkFailed` when it still answers. */
export async function stop(bench: Bench): Promise<{ url: null }> {
  const { place, log, work } = bench;
  await runScript(bench, { GREENLIGHT_COMMIT: work.commit });
  await endMarked(`GREENLIGHT_ENVIRONMENT_DIR=${place.data}`);
  await seeThatNothingAnswers(bench);
  log.say(`${work.environment.name} is stopped; its data are kept`);
  return { url: null };
}

/** What runs elsewhere, by its address: the script alone could end it. */
async function seeThatNothingAnswers({ executor, work, place }: Bench): Promise<void> {
  const served = await loadEnvironment(place.record);
  if (served === null) return;
  const { resolveHost } = executor;
  const { probes } = work.settings.sandbox;
  const report = await probe({ ...served, probes, signal: work.signal }, resolveHost);
  if (report.kind === 'healthy')
    throw new WorkFailed(
      'probes',
      `the stop script ended well, but the sandbox still answers at ${served.url}`,
    );
}
