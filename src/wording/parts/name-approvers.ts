import type { Gate } from '#process/gate.js';
import type { Approval } from '#process/task.js';
import type { Words } from '../words.js';
import { nameLogin } from './name-login.js';

/** Who approved at these gates, each person once; `null` when nobody did, or when somebody else overrode it. */
export function nameApprovers(
  approvals: readonly Approval[],
  gates: readonly Gate[],
  { people }: Words,
): string | null {
  const here = approvals.filter(({ gate }) => gates.includes(gate));
  const names = here.filter(({ override }) => override === null).map(({ by }) => nameLogin(by));
  return names.length === 0 ? null : people.list([...new Set(names)].slice(0, 6));
}
