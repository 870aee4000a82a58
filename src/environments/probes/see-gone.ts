import type { ProbeTarget } from '#ports/environments.js';
import { probe } from './probe.js';
import { resolveAnyHost, type ResolveHost } from './resolve-host.js';

/**
 * Whether nothing healthy answers at an address any more; `unseen` when nobody could look: the operator does not let probes
 * go there, or nobody says where the host is. A name that is not known any more is gone.
 */
export async function seeGone(
  { url, probes, signal }: Omit<ProbeTarget, 'commit'>,
  resolveHost: ResolveHost = resolveAnyHost,
): Promise<'gone' | 'left' | 'unseen'> {
  try {
    await resolveHost(new URL(url).hostname.replace(/^\[|\]$/g, ''));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTFOUND' ? 'gone' : 'unseen';
  }
  const report = await probe({ url, commit: null, probes, signal }, resolveHost);
  return report.kind === 'unhealthy' ? 'gone' : 'left';
}
