import { delegatesOf } from '#process/delegations.js';
import { type Gate, isGate } from '#process/gate.js';
import type { Role } from '#process/role.js';
import type { Stage } from '#process/stage.js';
import { isShutOut } from '#process/is-shut-out.js';
import { stageTable } from '#process/stages.js';
import type { Settings } from '#config/settings.js';
import type { Sha, Task } from '#process/task.js';
import { awaitedRoles } from '#process/verdicts.js';
import type { Queue } from './about.js';
import type { Ask } from './ask.js';
import { defaultGates } from '#config/default-gates.js';

/** What the task waits for, and from whom; nobody: Greenlight or GitHub is at work. */
export interface Turn {
  readonly ask: Ask;
  readonly roles: readonly Role[];
}

/** What has to be known besides the task. `settings` null: they are not at hand, and the process's own defaults are named. */
interface View {
  readonly settings: Settings | null;
  readonly problem: string | null;
  readonly queue?: Queue | null;
}

/** Who does what is not a gate's to decide; where nobody stands, Greenlight or GitHub is at work. */
const doers: Partial<Readonly<Record<Ask, readonly Role[]>>> = {
  name_client: ['manager', 'devops'],
  give_estimate: ['manager'],
  write_scenarios: ['manager', 'tester'],
  open_change: ['developer'],
  finish_draft: ['developer'],
  fix_checks: ['developer'],
  push_fix: ['developer'],
  redeploy_sandbox: ['developer', 'tester', 'devops'],
  start_sandbox: ['developer', 'tester', 'devops'],
  retry: ['devops', 'manager'],
  merge_change: ['manager', 'devops'],
  lift_hold: ['manager', 'devops'],
  mend_config: ['devops'],
  allow_fork: ['devops', 'tester'],
  accept_merge: ['manager'],
  change_base: ['developer'],
  lift_production_hold: ['devops'],
};

/** What people are asked to judge at each gate. */
const judging: Readonly<Record<Gate, Ask>> = {
  discussion: 'agree_estimate',
  planning: 'approve_plan',
  testing: 'test_change',
  'integration-testing': 'test_product',
  demo: 'judge_demo',
  'production-testing': 'test_production',
  'final-demo': 'judge_final_demo',
};

/** Whose turn it is, and what for. What stands in the way of everything goes first. */
export function findTurn(task: Task, view: View): Turn {
  const ask = resting(task) ?? inTheWay(task, view) ?? ofQueue(task, view) ?? missing(task);
  return ask === null ? ofGate(task, view) : { ask, roles: doers[ask] ?? [] };
}

function resting({ stage }: Task): Ask | null {
  if (stage === 'released') return 'nothing';
  return stage === 'cancelled' ? 'reopen' : null;
}

function inTheWay(task: Task, { problem }: View): Ask | null {
  if (problem !== null) return 'mend_config';
  if (task.hold !== null) return task.hold.cause === 'merged_outside' ? 'accept_merge' : 'lift_hold';
  return isStopped(task) ? 'retry' : null;
}

/** Where people go on with their work although the sandbox does not stand. */
const working: readonly Stage[] = ['discussion', 'planning', 'development'];

/** Whether the stage waits for what failed to be put right; the watch over production runs beside it. */
export function isStopped({ failure, stage }: Pick<Task, 'failure' | 'stage'>): boolean {
  return failure !== null && failure.operation !== 'WatchProduction' && !working.includes(stage);
}

/** What keeps production from a task that is next, or would be. */
function ofQueue({ stage, production, frozen }: Task, { queue }: View): Ask | null {
  if (stage !== 'deployment' || production !== null) return null;
  if (queue?.held) return 'lift_production_hold';
  return frozen === null ? null : 'await_freeze';
}

/** What has to be there before anybody can judge; `null`: it is all there. */
function missing(task: Task): Ask | null {
  const own = waits[task.stage];
  if (own !== undefined) return own(task);
  return stageTable[task.stage].automatic ? 'await_greenlight' : null;
}

const waits: Partial<Readonly<Record<Stage, (task: Task) => Ask | null>>> = {
  discussion: ({ estimate }) => (estimate === null ? 'give_estimate' : null),
  planning: ({ scenarios }) => (scenarios.length === 0 ? 'write_scenarios' : null),
  development: ofDevelopment,
  testing: (task) => ofSandbox(task, task.change?.head),
  'integration-testing': (task) => ofSandbox(task, task.product?.merge),
  demo: (task) => ofSandbox(task, task.product?.merge),
  deployment: ofDeployment,
  release: ({ merging }) => ofMerge(merging),
};

function ofDeployment({ production, merging }: Task): Ask {
  return production === null ? 'await_production' : ofMerge(merging);
}

function ofMerge(merging: Task['merging']): Ask {
  if (merging?.by === 'queue') return 'await_queue';
  return merging?.by === 'people' ? 'merge_change' : 'await_greenlight';
}

function ofDevelopment(task: Task): Ask {
  const { change, rejectedHeads } = task;
  if (!change?.open) return change?.astray ? 'change_base' : 'open_change';
  if (change.draft) return 'finish_draft';
  if (change.checks.state === 'failing') return 'fix_checks';
  if (rejectedHeads.includes(change.head)) return 'push_fix';
  if (change.checks.state === 'pending') return 'await_checks';
  return isShutOut(task) ? 'allow_fork' : 'await_greenlight';
}

/** Nobody judges a sandbox that shows something else than what would be approved. */
function ofSandbox({ awaiting, sandbox }: Task, judged: Sha | undefined): Ask | null {
  if (awaiting !== null) return 'await_greenlight';
  if (sandbox?.stopped) return 'start_sandbox';
  return judged !== undefined && sandbox?.commit === judged ? null : 'redeploy_sandbox';
}

function ofGate(task: Task, { settings }: View): Turn {
  if (!isGate(task.stage)) return { ask: 'await_greenlight', roles: [] };
  const ask = judging[task.stage];
  if (settings === null) return { ask, roles: defaultGates[task.stage] };
  const roles = awaitedRoles(task, task.stage, settings.rules);
  if (roles.length === 0 && !isChecked(task)) return { ask: 'recheck_head', roles: [] };
  const nobody = roles.length > 0 && roles.every((role) => isNobody(task, role, settings));
  return nobody ? { ask: 'name_client', roles: doers.name_client ?? [] } : { ask, roles };
}

/** Nobody has the role, in this repository or for this task. */
function isNobody(task: Task, role: Role, settings: Settings): boolean {
  return settings.roles[role].kind === 'unset' && delegatesOf(task, role).length === 0;
}

/** A head that took another's place is approved already, and waits for its own checks. */
function isChecked({ followed, change }: Task): boolean {
  return followed?.to !== change?.head || change?.checks.state === 'green';
}
