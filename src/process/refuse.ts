import { authority } from './authority.js';
import type { Because } from './because.js';
import { isRequest, type Event } from './event.js';
import type { Facts } from './facts.js';
import { isGate } from './gate.js';
import type { Role } from './role.js';
import type { Task } from './task.js';

/** Requests that open a gate; none does while the configuration cannot be read. */
const opening: readonly Event['type'][] = [
  'Approved',
  'StageLabelSet',
  'GateOverridden',
  'ScenariosPassed',
  'RejectionLifted',
  'RoleDelegated',
];

/** Why this person may not ask for this now; `null` when they may. Everything but a request is never refused here. */
export function refuse(task: Task, event: Event, facts: Facts): Because | null {
  if (!isRequest(event)) return null;
  const { who, whileHeld } = authority[event.type];
  if (facts.actor === null || facts.actor.bot) return { code: 'not_a_person' };
  const needed = neededRoles(task, who, facts);
  if (needed?.length === 0) return { code: 'not_possible_here', stage: task.stage };
  if (needed !== null && !needed.some((role) => facts.actor?.roles.includes(role)))
    return { code: 'role_missing', needed };
  if (facts.configProblem !== null && opening.includes(event.type))
    return { code: 'config_broken', problem: facts.configProblem };
  if (task.hold !== null && !whileHeld) return { code: 'on_hold', by: task.hold.by, why: task.hold.why };
  return null;
}

/** `null`: every person may; empty: nobody, for here is no gate or one where nobody is asked. */
function neededRoles(
  task: Task,
  who: readonly Role[] | 'gate' | 'anyone',
  { rules }: Facts,
): readonly Role[] | null {
  if (who === 'anyone') return null;
  if (who !== 'gate') return who;
  return isGate(task.stage) ? rules.gates[task.stage] : [];
}
