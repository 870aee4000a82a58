import type { Gate } from './gate.js';
import type { Role } from './role.js';
import type { Rules } from './rules.js';
import type { Stage } from './stage.js';
import type { Approval, Sha, Task } from './task.js';

/** The gates whose verdict belongs to the commit that was judged. */
const boundToHead: readonly Stage[] = [
  'testing',
  'integration-testing',
  'demo',
  'production-testing',
  'final-demo',
];

/** Stages in which what was approved is on its way out: a push no longer changes what ships. */
const shipping: readonly Stage[] = ['production-testing', 'rollback', 'final-demo', 'teardown', 'release'];

/** Whether a push to the change no longer changes what ships. */
export function isShipping(task: Task): boolean {
  return shipping.includes(task.stage) || (task.stage === 'deployment' && task.production !== null);
}

/** The head that a verdict given now belongs to; `null` where people judge words, not commits. */
export function judgedHead(task: Task): Sha | null {
  if (!boundToHead.includes(task.stage)) return null;
  return (isShipping(task) ? task.product?.head : task.change?.head) ?? null;
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
 * The approvals that are worth something on entering a gate. The client's yes stays while the head does; the tester's
 * yes at step 7 too when the rules ask only for checks after live moved. Everything else is asked again.
 */
export function freshApprovals(task: Task, rules: Rules): readonly Approval[] {
  const kept: readonly Stage[] = rules.onBaseChange === 'checks' ? ['demo', 'integration-testing'] : ['demo'];
  return task.approvals.filter((approval) => approval.gate !== task.stage || kept.includes(approval.gate));
}
