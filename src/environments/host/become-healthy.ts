import type { Running } from '#ports/environments.js';
import { awaitHealthy } from '../probes/await-healthy.js';
import type { Bench } from './bench.js';
import { WorkFailed } from './work-failed.js';

/** Resolves when the environment answers its probes with the commit. Throws `WorkFailed` at `probes` when it does not. */
export async function becomeHealthy(
  { executor, work, log }: Bench,
  { url, commit, signal = work.signal }: Running & { signal?: AbortSignal },
): Promise<void> {
  const { resolveHost } = executor;
  log.say(`asking ${url} whether it is healthy`);
  const report = await awaitHealthy(
    { url, commit, probes: work.settings[work.environment.kind].probes, signal },
    {
      ...(resolveHost && { resolveHost }),
      onReport: (one) => log.say(one.kind === 'healthy' ? 'a probe is content' : `${one.probe}: ${one.why}`),
    },
  );
  if (report.kind === 'unhealthy') throw new WorkFailed('probes', `${report.probe}: ${report.why}`);
}

/** Whether people can be sent to this address: http(s), with nobody's password in it. */
export function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
