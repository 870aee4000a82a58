import type { Environments } from '#ports/environments.js';

/** An executor that this server cannot be: every piece of work fails, and says why. */
export function unavailable(why: string): Omit<Environments, 'probe'> {
  const refuse = () => Promise.resolve({ kind: 'failed', why, log: null, at: 'source' } as const);
  return {
    provision: refuse,
    deploy: refuse,
    backup: refuse,
    verify: refuse,
    restore: refuse,
    prune: () => Promise.resolve([]),
    destroy: refuse,
    standing: () => Promise.resolve(null),
    stop: refuse,
    start: refuse,
  };
}
