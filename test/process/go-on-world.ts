import { isShutOut } from '#process/is-shut-out.js';
import { type Gate, isGate, isTestGate } from '#process/gate.js';
import { failedScenarios } from '#process/verdicts.js';
import { runOperation } from './run-operation.js';
import { crowd, everybody, type World } from './world.js';

const [manager, , , tester, devops, both] = crowd;

/**
 * Does the one thing that helps the task on most: mends what stands in the way, lets the operation that is waited for end
 * well, or lets whoever is asked say yes. `false`: the task has come to its end.
 */
export function goOnWorld(world: World): boolean {
  const { task } = world;
  if (task.stage === 'released' || task.stage === 'cancelled') return false;
  if (task.version === 0) world.says(manager, { type: 'TaskProposed' });
  else if (world.configProblem !== null) world.configProblem = null;
  else if (task.hold !== null) world.says(both, { type: 'HoldLifted' });
  else if (task.awaiting !== null) endAwaited(world);
  else if (task.failure !== null && readyToRetry(world)) world.says(devops, { type: 'RetryRequested' });
  else if (isGate(task.stage)) decideGate(world);
  else if (task.stage === 'deployment' || task.stage === 'rollback') letThrough(world);
  else mendChange(world);
  return true;
}

function endAwaited(world: World): void {
  const one = world.running.find(({ operation }) => operation.id === world.task.awaiting?.id);
  if (one) runOperation(world, one, 0);
}

/** What keeps production from a task that waits for it is lifted by whoever may, or passes. */
function letThrough(world: World): void {
  if (world.held !== null && world.task.stage === 'deployment') world.says(devops, { type: 'HoldLifted' });
  else if (world.isFrozen) {
    world.isFrozen = false;
    world.hears({ type: 'TimePassed' }, {});
  } else world.grants();
}

/** A release waits for the approved head on an open pull request. */
function readyToRetry(world: World): boolean {
  const { task } = world;
  if (task.failure?.operation !== 'ReleaseChange') return true;
  const own = world.changes.find(({ number }) => number === task.change?.number);
  const { product } = task;
  if (own === undefined || product === null || (own.merged && own.head === product.head)) return true;
  if (own.merged) {
    world.says(devops, { type: 'RollbackRequested', reason: 'something else was merged' });
    return false;
  }
  if (own.open && own.head === product.head) return true;
  world.alters((change) =>
    change.number === own.number
      ? { ...change, ...world.contents.get(product.head), open: true, head: product.head }
      : change,
  );
  world.looks();
  return false;
}

function decideGate(world: World): void {
  const { task } = world;
  if (task.sandbox?.stopped && ['testing', 'integration-testing', 'demo'].includes(task.stage)) {
    world.says(devops, { type: 'SandboxStartRequested' });
    return;
  }
  if (task.stage === 'discussion' && task.estimate === null) {
    world.says(manager, { type: 'EstimateGiven', duration: '3d', cost: null, note: null });
    return;
  }
  if (task.stage === 'planning' && task.scenarios.length === 0) {
    world.says(manager, { type: 'ScenarioAdded', text: 'scenario' });
    return;
  }
  if (isGate(task.stage)) sayYes(world, task.stage);
}

function sayYes(world: World, gate: Gate): void {
  const { task, rules } = world;
  const asked = rules.gates[gate];
  if (asked.length === 0) endWatch(world);
  if (task.change?.checks.state !== 'green') endChecks(world);
  if (task.objections.length > 0 || failedScenarios(task).length > 0)
    world.says(manager, { type: 'RejectionLifted', of: null });
  if (isTestGate(gate)) passAll(world, gate);
  for (const role of asked)
    for (const actor of everybody(role, world.task).slice(0, rules.quorum[role]))
      if (world.task.stage === gate) world.says(actor, { type: 'Approved', note: null });
  const isShort = asked.some((role) => everybody(role, world.task).length < rules.quorum[role]);
  if (isShort) override(world, gate);
}

/** Too few are left who may judge what they neither wrote nor pushed. */
function override(world: World, gate: Gate): void {
  for (const actor of [manager, devops])
    if (world.task.stage === gate) world.says(actor, { type: 'GateOverridden', gate, reason: 'nobody else' });
}

/** Whoever is asked here says of everything that it works. */
function passAll(world: World, gate: Gate): void {
  const [role] = world.rules.gates[gate];
  const [actor] = role === undefined ? [] : everybody(role, world.task);
  if (actor) world.says(actor, { type: 'ScenariosPassed', numbers: 'all' });
}

/** A head that took another's place waits for its own checks. */
function endChecks(world: World): void {
  world.alters((change) => ({ ...change, checks: { state: 'green', open: [] } }));
  world.looks();
}

function endWatch(world: World): void {
  const watch = world.running.find(({ operation }) => operation.id === world.task.production?.watch);
  if (watch) runOperation(world, watch, 0);
  else world.looks();
}

function mendChange(world: World): void {
  const { task } = world;
  if (world.changes.every(({ open }) => !open)) world.opens('dora');
  const head = task.change?.head ?? '';
  if (task.rejectedHeads.includes(head)) world.pushes();
  world.alters((change) => ({ ...change, draft: false, checks: { state: 'green', open: [] } }));
  world.looks();
  if (world.task.stage === 'development' && isShutOut(world.task))
    world.says(tester, { type: 'ForkAllowed', head: world.task.change?.head ?? '' });
}
