import type { Running } from '#ports/environments.js';
import type { Restored } from '#process/task.js';
import { seeCommit } from '../probes/see-commit.js';
import type { Bench } from './bench.js';
import { loadEnvironment } from './environment-record.js';
import { WorkFailed } from './work-failed.js';

/**
 * Says of code, data and probes apart what `bringUp` brought back. When it fails, so does this, with what is back all the same:
 * when the probes alone are not content, the data are; of the code a page may tell.
 */
export async function seeRestored(
  bench: Bench,
  { commit, bringUp }: { commit: string; bringUp: () => Promise<Running> },
): Promise<Running & { restored: Restored }> {
  try {
    const running = await bringUp();
    const code = await seeCode(bench, running);
    return { ...running, restored: { code, data: 'yes', probes: 'yes' } };
  } catch (error) {
    if (!(error instanceof WorkFailed)) throw error;
    throw new WorkFailed(error.at, error.message, await restoredAllTheSame(bench, { commit, at: error.at }));
  }
}

async function restoredAllTheSame(
  bench: Bench,
  { commit, at }: { commit: string; at: WorkFailed['at'] },
): Promise<Restored> {
  const known = await loadEnvironment(bench.place.record);
  const code = known === null ? 'unseen' : await seeCode(bench, { url: known.url, commit });
  return { code, data: at === 'probes' ? 'yes' : 'no', probes: 'no' };
}

function seeCode({ executor, work }: Bench, { url, commit }: Running): Promise<Restored['code']> {
  const { resolveHost } = executor;
  const { probes } = work.settings[work.environment.kind];
  return seeCommit({ url, commit, probes, signal: work.signal }, resolveHost);
}
