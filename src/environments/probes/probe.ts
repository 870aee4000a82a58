import type { ProbeReport, ProbeTarget } from '#ports/environments.js';
import { askProbe } from './ask-probe.js';
import type { ResolveHost } from './resolve-host.js';

/** Asks every probe once, in order, and reports the first that is not content. Rejects only when the signal is aborted. */
export async function probe(
  { url, commit, probes, signal }: ProbeTarget,
  resolveHost?: ResolveHost,
): Promise<ProbeReport> {
  for (const one of probes) {
    const report = await askProbe({
      url,
      commit,
      probe: one,
      signal,
      ...(resolveHost && { resolveHost }),
    });
    if (report.kind === 'unhealthy') return report;
  }
  return { kind: 'healthy' };
}
