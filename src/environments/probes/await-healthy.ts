import { setTimeout as delay } from 'node:timers/promises';
import type { ProbeReport, ProbeTarget } from '#ports/environments.js';
import { askProbe } from './ask-probe.js';
import type { ResolveHost } from './resolve-host.js';

/**
 * Asks every probe until it is content or its retries are used up. `onReport` hears each answer that differs from the one
 * before. Rejects only when the signal is aborted.
 */
export async function awaitHealthy(
  { url, commit, probes, signal }: ProbeTarget,
  { resolveHost, onReport }: { resolveHost?: ResolveHost; onReport: (report: ProbeReport) => void },
): Promise<ProbeReport> {
  for (const probe of probes) {
    const ask = (): Promise<ProbeReport> =>
      askProbe({ url, commit, probe, signal, ...(resolveHost && { resolveHost }) });
    let report = await ask();
    onReport(report);
    for (let tries = 0; report.kind === 'unhealthy' && tries < probe.retries; tries += 1) {
      await delay(probe.intervalMs, undefined, { signal });
      const next = await ask();
      if (next.kind === 'healthy' || next.why !== report.why) onReport(next);
      report = next;
    }
    if (report.kind === 'unhealthy') return report;
  }
  return { kind: 'healthy' };
}
