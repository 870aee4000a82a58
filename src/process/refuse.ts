import { headAtStake } from './approvals.js';
import { authority } from './authority.js';
import type { Because } from './because.js';
import { isRequest, type Event, type Request } from './event.js';
import type { Facts } from './facts.js';
import { isGate } from './gate.js';
import { isOfEarlierStage, isWrittenBefore } from './is-written-before.js';
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
  return notNow(task, event, { facts, whileHeld });
}

/** Why nobody may ask for this now. */
function notNow(
  task: Task,
  event: Request,
  { facts, whileHeld }: { facts: Facts; whileHeld: boolean },
): Because | null {
  const { configProblem } = facts;
  if (configProblem !== null && opening.includes(event.type))
    return { code: 'config_broken', problem: configProblem };
  if (isOnAnotherHead(task, event)) return { code: 'review_of_another_commit', commit: event.source.commit };
  if (isWrittenBefore(task, event)) return { code: 'written_before_push', head: headAtStake(task) };
  if (isOfEarlierStage(task, event, facts)) return { code: 'written_before_step', stage: task.stage };
  if (task.hold !== null && !whileHeld) return { code: 'on_hold', by: task.hold.by, why: task.hold.why };
  return null;
}

/** A button stays on the check of a commit that was left behind: it must not judge the one that took its place. */
function isOnAnotherHead(task: Task, { source }: Request): boolean {
  return source.button === true && source.commit !== headAtStake(task);
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
