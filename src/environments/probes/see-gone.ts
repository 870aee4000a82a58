import type { ProbeTarget } from '#ports/environments.js';
import { probe } from './probe.js';
import { resolveAnyHost, type ResolveHost } from './resolve-host.js';

/**
 * Whether nothing healthy answers at an address any more; `unseen` when the operator does not let probes go there, so that nobody
 * looked.
 */
export async function seeGone(
  { url, probes, signal }: Omit<ProbeTarget, 'commit'>,
  resolveHost: ResolveHost = resolveAnyHost,
): Promise<'gone' | 'left' | 'unseen'> {
  try {
    await resolveHost(new URL(url).hostname.replace(/^\[|\]$/g, ''));
  } catch (error) {
    // A name that is not known any more has a code; a guard that refuses the host gives a reason.
    return (error as NodeJS.ErrnoException).code === undefined ? 'unseen' : 'gone';
  }
  const report = await probe({ url, commit: null, probes, signal }, resolveHost);
  return report.kind === 'unhealthy' ? 'gone' : 'left';
}
