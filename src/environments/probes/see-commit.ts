import type { ProbeTarget } from '#ports/environments.js';
import type { Seeing } from '#process/task.js';
import { askProbe } from './ask-probe.js';
import type { ResolveHost } from './resolve-host.js';

/** Whether the commit is served, by the first probe whose page tells; `unseen` where none does. */
export async function seeCommit(
  { url, commit, probes, signal }: ProbeTarget,
  resolveHost?: ResolveHost,
): Promise<Seeing> {
  for (const probe of probes.filter(({ commitHeader }) => commitHeader !== null)) {
    const report = await askProbe({ url, commit, probe, signal, ...(resolveHost && { resolveHost }) });
    if (report.kind === 'healthy') return 'yes';
    if (report.serves !== null) return report.serves ? 'yes' : 'no';
  }
  return 'unseen';
}
