import type { Settings } from '#config/settings.js';
import { coerce, inc } from 'semver';

/** The tag of the next release: the latest one raised as the repository says, `v0.1.0` (or `v1.0.0`, `v0.0.1`) when there is none. */
export function nextTag(latest: string | null, { tagPrefix, bump }: Settings['release']): string {
  const bare = latest?.startsWith(tagPrefix) ? latest.slice(tagPrefix.length) : latest;
  const current = coerce(bare ?? '0.0.0')?.version ?? '0.0.0';
  return `${tagPrefix}${inc(current, bump) ?? '0.1.0'}`;
}
