import { GitHubError } from '../state/github-error.js';
import type { World } from '../state/world.js';

const limit = 5_000;
const hourMs = 3_600_000;

/** Requests used and left in this hour, as GitHub counts the primary limit of an installation. */
export function rateOf(
  world: World,
  installationId: number,
): { limit: number; used: number; remaining: number; reset: number } {
  const { used, since } = current(world, installationId);
  return { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil((since + hourMs) / 1000) };
}

/** Counts one request; throws 403 when the hour's are used up. */
export function countRequest(world: World, installationId: number): void {
  const rate = current(world, installationId);
  if (rate.used >= limit) {
    throw new GitHubError(403, `API rate limit exceeded for installation ID ${installationId}.`);
  }
  rate.used += 1;
}

/** A request that was answered 304 costs nothing. */
export function refundRequest(world: World, installationId: number): void {
  const rate = current(world, installationId);
  rate.used = Math.max(0, rate.used - 1);
}

/** The `x-ratelimit-*` headers. */
export function rateHeaders(world: World, installationId: number): Record<string, string> {
  const rate = rateOf(world, installationId);
  return {
    'x-ratelimit-limit': String(rate.limit),
    'x-ratelimit-remaining': String(rate.remaining),
    'x-ratelimit-used': String(rate.used),
    'x-ratelimit-reset': String(rate.reset),
    'x-ratelimit-resource': 'core',
  };
}

function current(world: World, installationId: number): { used: number; since: number } {
  const known = world.rates.get(installationId);
  if (known && world.now() < known.since + hourMs) return known;
  const fresh = { used: 0, since: world.now() };
  world.rates.set(installationId, fresh);
  return fresh;
}
