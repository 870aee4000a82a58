import type { Restored } from '#process/task.js';
import type { Words } from '../words.js';

const parts = ['code', 'data', 'probes'] as const;

/** Code, data and probes, each on a line of its own: what is back, what is not, and what nobody can tell. */
export function listRestored(restored: Restored, { environments }: Words): string {
  return parts.map((part) => `- ${environments.restored[part][restored[part]]}`).join('\n');
}
