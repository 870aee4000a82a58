import type { Running } from '#ports/environments.js';
import type { Restored } from '#process/task.js';
import { seeCommit } from '../probes/see-commit.js';
import type { Bench } from './bench.js';
import { loadEnvironment } from './environment-record.js';
import { WorkFailed } from './work-failed.js';

/**
 * Says of code, data and probes apart what `bringUp` brought back. When it fails, so does this, with what is back all the same:
 * when the probes alone are not content, the data are, or when `isDataBack` says so; of the code a page may tell.
 */
export async function seeRestored(
  bench: Bench,
  { commit, bringUp, isDataBack }: Restoration,
): Promise<Running & { restored: Restored }> {
  try {
    const running = await bringUp();
    const code = await seeCode(bench, running);
    return { ...running, restored: { code, data: 'yes', probes: 'yes' } };
  } catch (error) {
    if (!(error instanceof WorkFailed)) throw error;
    const data = (isDataBack?.() ?? error.at === 'probes') ? 'yes' : 'no';
    const restored = { code: await codeAllTheSame(bench, commit), data, probes: 'no' } as const;
    throw new WorkFailed(error.at, error.message, restored);
  }
}

interface Restoration {
  readonly commit: string;
  readonly bringUp: () => Promise<Running>;
  readonly isDataBack?: () => boolean;
}

async function codeAllTheSame(bench: Bench, commit: string): Promise<Restored['code']> {
  const known = await loadEnvironment(bench.place.record);
  return known === null ? 'unseen' : seeCode(bench, { url: known.url, commit });
}

function seeCode({ executor, work }: Bench, { url, commit }: Running): Promise<Restored['code']> {
  const { resolveHost } = executor;
  const { probes } = work.settings[work.environment.kind];
  return seeCommit({ url, commit, probes, signal: work.signal }, resolveHost);
}
