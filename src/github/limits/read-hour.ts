import type { Told } from './open-hour.js';

export type Headers = Readonly<Record<string, string | number | undefined>>;

/** What an answer's headers say of GitHub's own hour; `null` on a server without limits, and for what we never ask. */
export function readHour(headers: Headers): (Told & { readonly name: 'core' | 'graphql' }) | null {
  const name = headers['x-ratelimit-resource'];
  if (name !== 'core' && name !== 'graphql') return null;
  const [limit, remaining, resetS] = ['limit', 'remaining', 'reset'].map((what) =>
    Number(headers[`x-ratelimit-${what}`] ?? Number.NaN),
  );
  if (![limit, remaining, resetS].every(Number.isFinite)) return null;
  return { name, limit: limit ?? 0, remaining: remaining ?? 0, resetAt: (resetS ?? 0) * 1_000 };
}
