import type { Gate } from './gate.js';
import type { Role } from './role.js';
import type { Rules } from './rules.js';
import type { Stage } from './stage.js';
import type { Approval, Change, Sha, Task } from './task.js';

/** The gates whose verdict belongs to the commit that was judged. */
const boundToHead: readonly Stage[] = [
  'testing',
  'integration-testing',
  'demo',
  'production-testing',
  'final-demo',
];

/** Stages in which what was approved is on its way out, or out: a push no longer changes what ships. */
const shipping: readonly Stage[] = [
  'production-testing',
  'rollback',
  'final-demo',
  'teardown',
  'release',
  'released',
];

/** Whether a push to the change no longer changes what ships: before it is merged first, it still does. */
export function isShipping({ stage, production, merging }: Task): boolean {
  return shipping.includes(stage) || (stage === 'deployment' && production !== null && merging === null);
}

/** The head that is at stake: the approved one while it ships, else the change's newest. */
export function headAtStake(task: Task): Sha | null {
  return (isShipping(task) ? task.product?.head : task.change?.head) ?? null;
}

/** The head that a verdict given now belongs to; `null` where people judge words, not commits. */
export function judgedHead(task: Task): Sha | null {
  return boundToHead.includes(task.stage) ? headAtStake(task) : null;
}

/** The roles that the gate still waits for. */
export function missingRoles(task: Task, gate: Gate, rules: Rules): readonly Role[] {
  const given = task.approvals.filter((approval) => approval.gate === gate && isStanding(task, approval));
  return rules.gates[gate].filter((role) => !given.some((approval) => approval.role === role));
}

function isStanding(task: Task, approval: Approval): boolean {
  if (!boundToHead.includes(approval.gate)) return true;
  return approval.head !== null && approval.head === judgedHead(task);
}

/**
 * The approvals that are worth something on entering `gate`. The client's yes stays while the head does; the tester's yes to
 * the integrated product too when the rules ask only for checks after live moved. Everything else is asked again.
 */
export function freshApprovals(task: Task, gate: Gate, { onBaseChange }: Rules): readonly Approval[] {
  const client: readonly Gate[] = ['demo', 'final-demo'];
  const tester: readonly Gate[] =
    onBaseChange === 'checks' ? ['integration-testing', 'production-testing'] : [];
  if ([...client, ...tester].includes(gate)) return task.approvals;
  return task.approvals.filter((approval) => approval.gate !== gate);
}

/** The approvals that stand when the change is `change`: those of its very head, and those that judged words. */
export function approvalsAt(task: Task, change: Change | null): readonly Approval[] {
  if (isShipping(task)) return task.approvals;
  const head = change !== null && (change.open || change.merged) ? change.head : null;
  return task.approvals.filter((approval) => approval.head === null || approval.head === head);
}
