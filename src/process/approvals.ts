import type { Gate } from './gate.js';
import type { Role } from './role.js';
import type { Rules } from './rules.js';
import type { Stage } from './stage.js';
import type { Approval, Change, Sha, Task, Verdict } from './task.js';

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

/** What was said at a gate, of the commit that was judged there. */
type Judged = Pick<Approval | Verdict, 'gate' | 'head'>;

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

/** Whether what was said at a gate is about what is judged now. */
export function isStanding(task: Task, judged: Judged): boolean {
  if (!boundToHead.includes(judged.gate)) return true;
  return judged.head !== null && judged.head === judgedHead(task);
}

/** The roles that the gate still waits for. */
export function missingRoles(task: Task, gate: Gate, rules: Rules): readonly Role[] {
  return missingAmong(givenAt(task, gate), gate, rules);
}

/** The approvals of a gate that open it. */
export function givenAt(task: Task, gate: Gate): readonly Approval[] {
  return task.approvals.filter(
    (approval) => approval.gate === gate && approval.dismissed === undefined && isStanding(task, approval),
  );
}

/** The roles of which too few people are among those who said yes; an override stands for all of them. */
export function missingAmong(given: readonly Approval[], gate: Gate, rules: Rules): readonly Role[] {
  if (given.some(({ override }) => override !== null)) return [];
  return rules.gates[gate].filter((role) => countIn(given, role) < rules.quorum[role]);
}

/** How many people said yes in a role. */
export function countIn(given: readonly Approval[], role: Role): number {
  return new Set(given.filter((approval) => approval.role === role).map(({ by }) => by)).size;
}

/** Whether two people opened the gate without its own. */
export function isOverridden(task: Task, gate: Gate): boolean {
  return givenAt(task, gate).some(({ override }) => override !== null);
}

/**
 * What is worth something on entering `gate`, of what was said before. The client's yes stays while the head does; the tester's
 * word on the integrated product too when the rules ask only for checks after live moved. Everything else is asked again.
 */
export function freshAt<J extends Judged>(
  said: readonly J[],
  gate: Gate,
  { onBaseChange }: Rules,
): readonly J[] {
  const client: readonly Gate[] = ['demo', 'final-demo'];
  const tester: readonly Gate[] =
    onBaseChange === 'checks' ? ['integration-testing', 'production-testing'] : [];
  if ([...client, ...tester].includes(gate)) return said;
  return said.filter((judged) => judged.gate !== gate);
}

/** What of it stands when the change is `change`: what was said of its very head, and of words. */
export function standingAt<J extends Judged>(
  task: Task,
  said: readonly J[],
  change: Change | null,
): readonly J[] {
  if (isShipping(task)) return said;
  const head = change !== null && (change.open || change.merged) ? change.head : null;
  return said.filter((judged) => judged.head === null || judged.head === head);
}
