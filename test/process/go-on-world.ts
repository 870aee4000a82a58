import { isGate } from '#process/gate.js';
import { runOperation } from './run-operation.js';
import { crowd, someone, type World } from './world.js';

const [manager, , , , devops, both] = crowd;

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
  else if (task.merging !== null) settleMerge(world);
  else if (task.stage === 'deployment') world.grants();
  else mendChange(world);
  return true;
}

/** Whoever was to merge does, if it may still be merged; whoever looks sees it. */
function settleMerge(world: World): void {
  if (!world.mergesAsAllowed()) world.queued = false;
  const { live } = world.seen;
  if (world.task.product?.live === live || world.looks().verdict !== 'ignored') {
    if (world.task.awaiting === null && world.task.merging !== null) restoreApproved(world);
    return;
  }
  world.hears({ type: 'LiveSeen', live }, { seen: world.seen });
}

/** The pull request stands as it was approved, and is merged. */
function restoreApproved(world: World): void {
  const { change, product } = world.task;
  world.alters((one) =>
    one.number === change?.number && product !== null ? { ...one, open: true, head: product.head } : one,
  );
  world.mergesAsAllowed();
  world.looks();
}

function endAwaited(world: World): void {
  const one = world.running.find(({ operation }) => operation.id === world.task.awaiting?.id);
  if (one) runOperation(world, one, 0);
}

/** A release waits for the approved head on an open pull request. */
function readyToRetry(world: World): boolean {
  const { task } = world;
  if (task.failure?.operation !== 'ReleaseChange' && task.failure?.operation !== 'MergeChange') return true;
  const own = world.changes.find(({ number }) => number === task.change?.number);
  const { product } = task;
  if (own === undefined || product === null || (own.merged && own.head === product.head)) return true;
  if (own.merged) {
    world.says(devops, { type: 'RollbackRequested', reason: 'something else was merged' });
    return false;
  }
  if (own.open && own.head === product.head) return true;
  world.alters((change) =>
    change.number === own.number ? { ...change, open: true, head: product.head } : change,
  );
  world.looks();
  return false;
}

function decideGate(world: World): void {
  const { task, rules } = world;
  if (task.stage === 'discussion' && task.estimate === null) {
    world.says(manager, { type: 'EstimateGiven', duration: '3d', cost: null, note: null });
    return;
  }
  if (task.stage === 'planning' && task.scenarios.length === 0) {
    world.says(manager, { type: 'ScenarioAdded', text: 'scenario' });
    return;
  }
  if (!isGate(task.stage)) return;
  const gate = task.stage;
  const asked = rules.gates[gate];
  if (asked.length === 0) endWatch(world);
  for (const role of asked)
    if (world.task.stage === gate) world.says(someone(role, world.task), { type: 'Approved', note: null });
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
}
