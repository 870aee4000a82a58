import type { Snapshot } from '#ports/github.js';
import type { Checks } from '#process/task.js';

export type SeenCheck = Snapshot['checks'][number];

/** What the required checks come to; several of one name must all be green. */
export function summarizeChecks(checks: readonly SeenCheck[]): Checks {
  const open = checks.filter(({ required, state }) => required && state !== 'green');
  const names = [...new Set(open.map(({ name }) => name))];
  if (open.some(({ state }) => state === 'failing')) return { state: 'failing', open: names };
  return { state: open.length > 0 ? 'pending' : 'green', open: names };
}
