import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { missingRoles } from '#process/approvals.js';
import { reasonCodes } from '#process/because.js';
import { decide } from '#process/decide.js';
import { decideCheck } from '#process/decide-check.js';
import { type Event, observationTypes } from '#process/event.js';
import { lentRoles } from '#process/delegations.js';
import { type Gate, isGate, isTestGate } from '#process/gate.js';
import { isResting } from '#process/is-resting.js';
import { type Stage, stages } from '#process/stage.js';
import { stageTable } from '#process/stages.js';
import type { Approval, Task } from '#process/task.js';
import type { Step, World } from './world.js';

/** Equal as JSON: all that is recorded of it. */
const sameValue = (one: unknown, other: unknown): void =>
  strictEqual(JSON.stringify(one), JSON.stringify(other));

/** What must always hold, by name; each throws when it does not. */
const musts: Readonly<Record<string, (step: Step, world: World) => void>> = {
  'the same arguments give the same decision': ({ before, event, facts, decision }) => {
    sameValue(decide(structuredClone(before), structuredClone(event), structuredClone(facts)), decision);
  },

  'every decision has a reason from the list': ({ decision: { because, moves } }) => {
    for (const { code } of [because, ...moves.map((move) => move.because)])
      ok(reasonCodes.includes(code), code);
  },

  'the moves lead from where the task stood to where it stands': ({
    before,
    decision: { task, moves, verdict },
  }) => {
    let stage = before.stage;
    for (const { from, to } of moves) {
      strictEqual(from, stage);
      stage = to;
    }
    strictEqual(stage, task.stage);
    if (verdict !== 'refused') strictEqual(verdict === 'moved', moves.length > 0);
  },

  'the version grows by one exactly when something changed or was started': ({ before, decision }) => {
    const { task, operations, production } = decision;
    const same = JSON.stringify({ ...task, version: before.version }) === JSON.stringify(before);
    strictEqual(
      task.version,
      before.version + (same && operations.length === 0 && production === null ? 0 : 1),
    );
    if (task.version === before.version) strictEqual(task, before);
  },

  'the round only grows, and rollbacks are counted': ({ before, event, decision: { task } }) => {
    ok(task.round === before.round || task.round === before.round + 1);
    const restored = endsRollback(event.type, task) && task !== before ? 1 : 0;
    strictEqual(task.rollbacks, before.rollbacks + restored);
  },

  'every estimate is a revision of its own, and none is forgotten': ({ decision: { task } }) => {
    const known = [...task.formerEstimates, ...(task.estimate === null ? [] : [task.estimate])];
    deepStrictEqual(
      known.map(({ revision }) => revision),
      known.map((_, index) => index + 1),
    );
  },
  'after the release nothing changes, unless it is rolled back': ({
    before,
    event,
    facts,
    decision: { task },
  }) => {
    if (before.stage !== 'released') return;
    const { actor } = facts;
    const may = actor?.bot === false && actor.roles.some((role) => role === 'devops' || role === 'tester');
    if (event.type !== 'RollbackRequested' || !may) strictEqual(task, before);
  },

  'a cancelled task only comes back when its issue is reopened': ({ before, event, decision: { task } }) => {
    if (before.stage === 'cancelled' && event.type !== 'IssueReopened') strictEqual(task, before);
  },

  'a task winds down only where something is left to end, and rests nowhere else': ({
    decision: { task },
  }) => {
    if (task.cancelled !== null)
      ok(['deployment', 'rollback', 'teardown', 'cancelled'].includes(task.stage), task.stage);
    else ok(task.stage !== 'cancelled');
  },

  'every operation has an id of its own, and at most one is waited for': ({ before, decision }, world) => {
    const ids = world.running.map(({ operation }) => operation.id);
    strictEqual(new Set(ids).size, ids.length);
    const beside = ['CallPeople', 'BackUpProduction', 'WatchProduction'];
    const awaitable = decision.operations.filter(({ kind }) => !beside.includes(kind));
    ok(awaitable.length <= 1);
    for (const { id } of awaitable) strictEqual(decision.task.awaiting?.id, id);
    const { awaiting } = decision.task;
    ok(awaiting === null || ids.includes(awaiting.id));
    if (awaitable.length > 0) ok(before.awaiting?.id !== awaiting?.id);
  },

  'nobody is called without a role, and no operation lacks what it needs': ({
    decision: { operations, task },
  }) => {
    for (const one of operations) if (one.kind === 'CallPeople') ok(one.roles.length > 0);
    ok(task.failure?.why !== 'there is nothing to do it with', task.failure?.operation);
  },

  'a task never stands still without somebody knowing': ({ decision: { task } }, world) => {
    const { stage, awaiting, failure, deferred } = task;
    if (awaiting !== null || failure !== null || deferred !== null) return;
    const { starts } = stageTable[stage];
    if (mergeWaits(task)) return;
    if (stage === 'testing') strictEqual(task.sandbox?.commit, task.change?.head);
    else if (stage === 'rollback') ok(task.production === null && slotAfter(world) === 'queued');
    else strictEqual(starts, undefined, `${stage} waits for nothing`);
    if (stage === 'deployment') ok(task.production === null && slotAfter(world) === 'queued');
  },

  'a task waits for an operation only where it was started': ({ decision: { task } }) => {
    if (task.deferred !== null) ok(task.hold !== null && task.awaiting === null);
    if (task.awaiting !== null) strictEqual(task.deferred, null);
  },

  'production is the task’s own exactly from the grant to release, rollback or cancellation': (
    { before, decision: { production, task } },
    world,
  ) => {
    if (production === 'request') strictEqual(world.slot, 'none');
    if (production === 'release') ok(world.slot !== 'none');
    const wants = ['deployment', 'rollback'].includes(task.stage) || task.production !== null;
    strictEqual(slotAfter(world) !== 'none', wants);
    if (task.production !== null) strictEqual(world.slot, 'granted');
    if (['released', 'cancelled'].includes(task.stage)) strictEqual(task.production, null);
    if (before.production?.touched && task.production === null)
      ok(['rollback', 'release'].includes(before.stage), before.stage);
  },

  'production is never let go of while a deployment to it is under way': ({ before, event, decision }) => {
    if (before.awaiting?.kind !== 'DeployProduction' || decision.task.production?.touched) return;
    const ofIt = 'operation' in event && event.operation === before.awaiting.id;
    if (!ofIt) sameValue(decision.task.awaiting, before.awaiting);
  },

  'what was touched can be restored': ({ decision: { task } }) => {
    if (task.production?.touched) ok(task.production.backup !== null && task.production.product !== null);
    const waits = task.rollback?.to !== undefined && task.production === null && task.awaiting === null;
    if (task.stage === 'rollback')
      ok(task.rollback !== null && (waits || task.production?.touched === true || task.merge !== null));
    else strictEqual(task.rollback, null);
  },

  'the sandbox stands where people look at it, and is gone at the end': ({ decision: { task } }) => {
    if (from('development', task.stage, 'final-demo') && task.stage !== 'rollback')
      ok(task.sandbox?.commit != null, task.stage);
    if (['released', 'cancelled'].includes(task.stage)) strictEqual(task.sandbox, null);
    if (task.stage === 'sandbox') ok(task.sandbox !== null, 'nothing to remove it by');
  },

  'the product is the change and live, joined': ({ decision: { task } }) => {
    const { stage, product, production, change } = task;
    if (task.cancelled !== null || stage === 'rollback' || stage === 'cancelled') return;
    strictEqual(product !== null, from('integration-testing', stage, 'released'), stage);
    if (product === null) return;
    if (from('integration-testing', stage, 'demo')) strictEqual(change?.head, product.head);
    if (from('production-testing', stage, 'release')) sameValue(production?.product, product);
  },

  'approvals never outlive their head': ({ decision: { task } }) => {
    const { stage, cancelled, product, production, change, approvals } = task;
    if (cancelled !== null || stage === 'cancelled' || stage === 'rollback') return;
    const ships =
      from('production-testing', stage, 'released') ||
      (stage === 'deployment' && production !== null && task.merging === null);
    const head = ships ? product?.head : change?.head;
    for (const approval of approvals) if (approval.head !== null) strictEqual(approval.head, head);
  },

  'no stage is reached but through its gates': ({ decision: { task } }, world) => {
    const { stage, cancelled, estimate } = task;
    if (cancelled !== null || stage === 'cancelled' || stage === 'rollback') return;
    const passed = (gate: Gate, first: Stage): void => {
      if (from(first, stage, 'released')) hasPassed(task, gate, world);
    };
    if (from('planning', stage, 'released') && world.rules.gates.discussion.length > 0)
      ok(estimate?.agreed != null);
    passed('planning', 'sandbox');
    passed('testing', 'integration');
    passed('integration-testing', 'backup');
    passed('demo', 'deployment');
    passed('production-testing', 'final-demo');
    passed('final-demo', 'teardown');
  },

  'only people with the role say yes, to what is theirs to judge': (
    { before, event, facts, decision },
    world,
  ) => {
    const given = decision.task.approvals.filter((approval) => !wasGiven(approval, before));
    for (const approval of given) isRightful(approval, { before, event, facts, decision }, world);
  },

  'a test gate opens only when every scenario works': ({ decision: { task, moves } }, { rules }) => {
    for (const { from: gate, to, because } of moves) {
      if (!isTestGate(gate) || because.code !== 'gate_passed' || to !== task.stage) continue;
      const overridden = task.approvals.some((given) => given.gate === gate && given.override !== null);
      if (rules.gates[gate].length === 0 || overridden) continue;
      for (const { number } of task.scenarios) {
        const said = task.verdicts.find((one) => one.gate === gate && one.scenario === number);
        ok(said?.passed ?? rules.verdicts === 'optional', `scenario ${number} at ${gate}`);
      }
    }
  },

  'a role that was handed on counts no longer than it was meant to': ({
    event,
    facts,
    decision: { task },
  }) => {
    if (event.type === 'DelegationExpired' && task.version > 0 && !isResting(task.stage))
      ok(task.delegations.every(({ until }) => until === null || until > facts.now));
  },

  'a bot and a stranger change nothing': ({ before, event, facts, decision }) => {
    const { actor, seen } = facts;
    if (actor === null || (!actor.bot && actor.roles.length > 0)) return;
    if (!actor.bot && before.delegations.some(({ to }) => to === actor.login)) return;
    if (event.type === 'IssueReopened' && !actor.bot) return;
    const looked = decide(before, { type: 'ChangeSeen', change: seen?.change?.number ?? 0 }, facts);
    sameValue(plain(decision.task), plain(before.version === 0 ? before : looked.task));
  },

  'it makes no difference whether the issue or the change is looked at first': ({ before, event, facts }) => {
    if (!(observationTypes as readonly string[]).includes(event.type)) return;
    const change: Event = { type: 'ChangeSeen', change: facts.seen?.change?.number ?? 0 };
    const after = (first: Event, second: Event): unknown =>
      plain(decide(decide(before, first, facts).task, second, facts).task);
    sameValue(after(change, { type: 'IssueSeen' }), after({ type: 'IssueSeen' }, change));
  },

  'code of a fork runs nowhere before somebody of the project, not its author, let in exactly this head': (
    { decision: { operations, task } },
    world,
  ) => {
    for (const one of operations) {
      const head =
        one.kind === 'DeploySandbox'
          ? one.commit
          : one.kind === 'IntegrateChange'
            ? one.head
            : one.kind === 'DeployProduction'
              ? one.product.head
              : null;
      const isFork = head !== null && head === task.change?.head && task.change.fork;
      // The very commit may have stood on a branch of the project first: then it was judged there.
      const isOurs = world.steps.some(
        ({ decision: { task: then } }) => then.change?.head === head && !then.change.fork,
      );
      if (!isFork || isOurs) continue;
      const allowed = world.steps.some(
        ({ event, facts, decision }) =>
          event.type === 'ForkAllowed' &&
          event.head === head &&
          decision.verdict !== 'refused' &&
          facts.actor?.login !== task.change?.author,
      );
      ok(allowed, head);
    }
  },

  'an approval moves to another head only when that has the same content': ({ before, decision }, world) => {
    const { task } = decision;
    for (const approval of task.approvals) {
      const { head } = approval;
      if (head === null || before.approvals.some((one) => one.head === head)) continue;
      const given = before.approvals.find((one) => one.at === approval.at && one.gate === approval.gate);
      if (given?.head == null) continue;
      const tree = world.contents.get(head)?.tree;
      ok(
        [world.contents.get(given.head)?.tree, before.product?.tree].includes(tree),
        `${given.head} → ${head}`,
      );
      ok(!task.rejectedHeads.includes(head) && task.change?.fork !== true);
    }
  },

  'on hold no gate opens, and nothing is started but what protects production': ({ before, decision }) => {
    const { task, operations } = decision;
    if (before.hold === null || task.hold === null) return;
    const protects = [
      'CallPeople',
      'BackUpProduction',
      'WatchProduction',
      'RestoreProduction',
      'RevertChange',
      'StopSandbox',
    ];
    for (const { kind } of operations) ok(protects.includes(kind), kind);
    ok(decision.moves.every(({ because }) => because.code !== 'gate_passed'));
    ok(task.approvals.every((approval) => wasGiven(approval, before)));
  },

  'no gate opens while the configuration cannot be read': ({ facts, decision: { moves } }) => {
    if (facts.configProblem !== null) ok(moves.every(({ because }) => because.code !== 'gate_passed'));
  },

  'time alone approves nothing, and reminds only those who have not answered': (step) => {
    const { before, event, facts, decision } = step;
    if (event.type !== 'TimePassed') return;
    sameValue(decision.task.approvals, before.approvals);
    for (const one of decision.operations) {
      if (one.kind !== 'CallPeople' || one.call !== 'reminder') continue;
      ok(isGate(before.stage) && before.hold === null);
      const { escalateTo } = facts.rules.waiting[before.stage];
      const awaited = missingRoles(before, before.stage, facts.rules);
      ok(one.roles.every((role) => awaited.includes(role) || role === escalateTo));
    }
  },

  'what was rolled back is banned and production held, unless the task was only cancelled': (
    { before, event, decision: { holds, task } },
    world,
  ) => {
    if (!endsRollback(event.type, task) || task === before) {
      strictEqual(holds, undefined);
      return;
    }
    const { rollback, production } = before;
    strictEqual(holds?.head, rollback?.holds === true ? production?.product?.head : undefined);
    if (before.cancelled === null) ok(holds !== undefined);
    if (holds?.head != null) ok(!world.banned.has(holds.head), 'it was deployed again');
  },

  'nothing banned is deployed, and nothing begins while production is frozen or held': (
    { before, event, facts, decision: { operations } },
    world,
  ) => {
    for (const one of operations) {
      if (one.kind !== 'DeployProduction' && one.kind !== 'MergeChange') continue;
      ok(!world.banned.has(one.product.head), 'banned');
      if (before.production?.touched) continue;
      ok(world.held === null, 'held');
      if (event.type === 'ProductionGranted') strictEqual(facts.rules.freeze?.length, 0);
    }
  },

  'what holds a waiting task up is known of it': ({ facts, decision: { task, verdict } }) => {
    // An answer to what nobody asked looks at nothing.
    if (verdict === 'ignored') return;
    const waits = task.stage === 'deployment' && task.production === null;
    if (!waits) ok(task.frozen === null && task.priority === null);
    else strictEqual(task.frozen !== null, (facts.rules.freeze?.length ?? 0) > 0);
  },

  'nobody approves a sandbox that is stopped, and no gate that looks at it opens': ({
    before,
    decision: { task, moves },
  }) => {
    if (!before.sandbox?.stopped || !looking.includes(before.stage)) return;
    ok(moves.every(({ because }) => because.code !== 'gate_passed') || !task.sandbox?.stopped);
    if (task.stage === before.stage && task.sandbox?.stopped)
      ok(task.approvals.every((approval) => approval.override !== null || wasGiven(approval, before)));
  },

  'a sandbox is stopped or started only at its own commit, and counts as stopped from the start': ({
    before,
    decision: { operations, task },
  }) => {
    for (const one of operations) {
      if (one.kind !== 'StopSandbox' && one.kind !== 'StartSandbox') continue;
      strictEqual(one.commit, before.sandbox?.commit);
      ok(task.sandbox?.stopped !== undefined);
    }
  },

  'time stops a sandbox only after its people were told, or when nothing had happened for long': (step) => {
    if (
      step.event.type === 'TimePassed' &&
      step.decision.operations.some(({ kind }) => kind === 'StopSandbox')
    )
      isDueStop(step);
  },

  'the check is green only on the released head, and on the approved one while its merge waits': (
    { decision: { task } },
    world,
  ) => {
    const { stage, product, hold, failure, cancelled } = task;
    const isFree = hold === null && failure === null && cancelled === null;
    const waits = mergeWaits(task) && isFree;
    for (let head = 0; head <= world.heads; head += 1) {
      const asked = { configProblem: world.configProblem, head: `head-${head}` };
      const green = decideCheck(task, asked).state === 'green';
      const may = stage === 'released' || (waits && ['deployment', 'release'].includes(stage));
      strictEqual(green, may && product?.head === asked.head && world.configProblem === null);
    }
  },

  'in a repository that merges first nothing goes live that is not merged': (
    { before, decision: { operations } },
    { rules },
  ) => {
    for (const { kind } of operations)
      if (kind === 'DeployProduction' && rules.strategy === 'merge-then-deploy')
        ok(before.awaiting?.kind === 'MergeChange' || before.merge !== null);
  },

  'what was merged first is reverted before the task goes back, and released with nothing left to revert': ({
    before,
    event,
    decision: { task },
  }) => {
    if (task.merge !== null)
      ok(from('deployment', task.stage, 'released'), `${task.stage} with a merge that stands`);
    if (before.merge !== null && task.merge === null)
      ok(event.type === 'ChangeReverted' || event.type === 'Released');
  },

  'what is released is what production serves and people approved': ({
    before,
    event,
    decision: { task },
  }) => {
    if (event.type !== 'Released' || task === before) return;
    sameValue(task.product, before.production?.product);
    ok(before.hold === null || before.awaiting !== null);
  },
};

/** What was merged first is reverted after production was restored; else that is the end of it. */
const endsRollback = (event: Step['event']['type'], { stage }: Task): boolean =>
  event === 'ChangeReverted' || (event === 'ProductionRestored' && stage !== 'rollback');

const mergeWaits = ({ merging }: Task): boolean => merging !== null && merging.by !== 'greenlight';

function isDueStop({ before: { sandbox }, facts, decision: { task } }: Step): void {
  ok(sandbox?.keep?.until !== null && facts.rules.sandbox.canStop);
  const why = task.sandbox?.stopped?.why;
  if (why === 'ttl') ok((sandbox?.warned?.at ?? Infinity) < facts.now);
  else strictEqual(why, 'idle');
}

const looking: readonly Stage[] = ['testing', 'integration-testing', 'demo'];

/** An approval may follow its head to another of the same content (that it is the same is another must), or be marked as dismissed. */
const wasGiven = (approval: Approval, before: Task): boolean =>
  before.approvals.some((given) => words(given) === words(approval));

const words = (approval: Approval): string =>
  JSON.stringify({ ...approval, head: null, dismissed: undefined });

const from = (first: Stage, stage: Stage, last: Stage): boolean =>
  stages.indexOf(stage) >= stages.indexOf(first) && stages.indexOf(stage) <= stages.indexOf(last);

const slotAfter = (world: World): World['slot'] => {
  const production = world.steps.at(-1)?.decision.production;
  if (production === 'request' || production === 'requeue') return 'queued';
  return production === 'release' ? 'none' : world.slot;
};

/** A standing yes of every role, on exactly this head; of the tester also on exactly this live version, when retests are asked. */
function hasPassed(task: Task, gate: Gate, { rules }: World): void {
  const isProduct = gate === 'integration-testing' || gate === 'production-testing';
  for (const role of rules.gates[gate]) {
    const given = task.approvals.filter(
      (approval) =>
        approval.gate === gate &&
        approval.role === role &&
        (gate === 'planning' || approval.head === (task.product ?? task.change)?.head) &&
        (!isProduct || rules.onBaseChange === 'checks' || approval.live === task.product?.live),
    );
    const enough = new Set(given.map(({ by }) => by)).size >= rules.quorum[role];
    const stands = enough || given.some(({ override }) => override !== null);
    ok(stands, `${task.stage} without ${role} at ${gate}`);
  }
}

function isRightful(approval: Approval, { before, event, facts, decision }: Step, world: World): void {
  const { actor } = facts;
  ok(actor !== null && !actor.bot && actor.login === approval.by);
  ok(facts.configProblem === null && before.hold === null && isGate(before.stage));
  strictEqual(approval.gate, before.stage);
  ok(world.rules.gates[approval.gate].includes(approval.role));
  if (event.type === 'GateOverridden') {
    ok(approval.override !== null && before.overrides.some(({ by }) => by !== actor.login));
    return;
  }
  ok(event.type === 'Approved' || event.type === 'StageLabelSet');
  const lent = lentRoles(before, actor.login, facts.now);
  ok([...actor.roles, ...lent].includes(approval.role));
  ok(
    before.objections.every(({ by }) => by === actor.login),
    'somebody’s no stands',
  );
  if (approval.head !== null && !world.rules.selfApproval) isOfAnother(approval, decision.task);
}

function isOfAnother({ by, head }: Approval, { change }: Task): void {
  ok(by !== change?.author, 'their own change');
  ok(!(change?.pushes ?? []).some((push) => push.head === head && push.by === by), 'their own push');
}

/** The task without its numbering: a decision that does the same may have counted differently. */
const plain = (task: Task): unknown => ({ ...task, version: 0, awaiting: task.awaiting?.kind });

/** Checks one step against all that must hold, and names what does not. */
export function mustHold(step: Step, world: World): void {
  for (const [name, must] of Object.entries(musts)) {
    try {
      must(step, world);
    } catch (error) {
      const { before, event, decision } = step;
      const what = `${before.stage} ${event.type} → ${decision.task.stage} (${decision.because.code})`;
      throw new Error(`${name}: ${what}`, { cause: error });
    }
  }
}
