import fc from 'fast-check';
import { authority } from '#process/authority.js';
import type { Actor } from '#process/facts.js';
import { gates } from '#process/gate.js';
import { roles } from '#process/role.js';
import type { Rules } from '#process/rules.js';
import { stages } from '#process/stage.js';
import { rules, type Words } from './delivery.js';
import { goOnWorld } from './go-on-world.js';
import { runOperation } from './run-operation.js';
import { crowd, someone, type World } from './world.js';

/** One thing that happens in the world; `n` and `m` choose among what is possible then. */
export interface Happening {
  readonly what: keyof typeof happenings;
  readonly n: number;
  readonly m: number;
}

const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % from.length];

const words: readonly ((n: number) => Words)[] = [
  () => ({ type: 'Approved', note: null }),
  () => ({ type: 'Approved', note: 'fine' }),
  () => ({ type: 'Rejected', reason: 'no' }),
  () => ({ type: 'EstimateGiven', duration: '3d', cost: null, note: null }),
  (n) => ({ type: 'ScenarioAdded', text: `scenario ${n % 3}` }),
  () => ({ type: 'ReadyDeclared' }),
  () => ({ type: 'RetryRequested' }),
  () => ({ type: 'SandboxRedeployRequested' }),
  () => ({ type: 'BackupRequested' }),
  () => ({ type: 'RollbackRequested', reason: 'it burns' }),
  () => ({ type: 'HoldPlaced', why: null }),
  () => ({ type: 'HoldLifted' }),
  (n) => ({ type: 'GateOverridden', gate: pick(gates, n) ?? 'demo', reason: 'late' }),
  () => ({ type: 'FollowupAdded', text: 'more' }),
  (n) => ({ type: 'VersionPartChosen', part: n % 2 === 0 ? 'major' : 'patch' }),
  () => ({ type: 'TaskCancelled', why: 'no money' }),
  () => ({ type: 'IssueReopened' }),
  (n) => ({ type: 'StageLabelSet', stage: pick(stages, n) ?? 'sandbox' }),
  () => ({ type: 'TaskProposed' }),
  (n) => ({ type: 'ForkAllowed', head: `head-${n % 4}` }),
  () => ({ type: 'ScenariosPassed', numbers: 'all' }),
  (n) => ({ type: 'ScenariosPassed', numbers: [1 + (n % 3)] }),
  (n) => ({ type: 'ScenarioFailed', number: 1 + (n % 3), reason: 'red' }),
  (n) => ({ type: 'RejectionLifted', of: pick([null, 'tess', 'mona'], n) ?? null }),
  (n) => ({
    type: 'RoleDelegated',
    role: pick(roles, n) ?? 'tester',
    to: 'nick',
    until: n % 2 === 0 ? null : { inMs: 1 + (n % 5) },
  }),
  (n) => ({ type: 'DelegationWithdrawn', role: pick(roles, n) ?? 'tester', of: null }),
  () => ({ type: 'PriorityRaised' }),
  () => ({ type: 'RollbackRequested', reason: null, version: 'v0' }),
  () => ({ type: 'SandboxStopRequested' }),
  () => ({ type: 'SandboxStartRequested' }),
  (n) => ({ type: 'SandboxExtended', byMs: n * 1_000 }),
  () => ({ type: 'SandboxPinned' }),
];

const someoneOf = (n: number) => pick(crowd, n) ?? crowd[0];

/** Somebody who has a role for saying this. */
function whoMay(world: World, { type }: Words, n: number): Actor {
  const { who } = authority[type];
  const gate = gates.find((one) => one === world.task.stage);
  const asked = who === 'gate' ? (gate ? world.rules.gates[gate] : []) : who === 'anyone' ? roles : who;
  return someone(pick(asked, n) ?? 'manager', world.task);
}

/** Looks at the change now, or leaves it to be found out by the next event. */
const perhapsLook = (world: World, m: number): void => {
  if (m % 2 === 0) world.looks();
};

/** Everything that happens, by name. */
const happenings = {
  goOn: (world: World) => void goOnWorld(world),
  goOnFar: (world: World, n: number) => {
    for (let steps = 0; steps < n % 12; steps += 1) goOnWorld(world);
  },
  say: (world: World, n: number, m: number) => {
    const made = pick(words, n);
    if (made) world.says(m % 3 === 0 ? someoneOf(n + m) : whoMay(world, made(m), m), made(m));
  },
  review: (world: World, n: number, m: number) => {
    const said: Words = n % 2 === 0 ? { type: 'Approved', note: null } : { type: 'Rejected', reason: 'no' };
    world.says(someoneOf(m), said, n % 3 === 0 ? 'head-1' : (world.task.change?.head ?? 'head-1'), n % 4);
  },
  dismiss: (world: World, n: number) =>
    void world.hears({ type: 'ReviewDismissed', review: n % 4, by: 'mona' }, {}),
  override: (world: World, n: number, m: number) => {
    const gate = gates.find((one) => one === world.task.stage);
    if (gate)
      world.says(whoMay(world, { type: 'GateOverridden', gate, reason: '' }, m), {
        type: 'GateOverridden',
        gate,
        reason: `late ${n}`,
      });
  },
  open: (world: World, n: number, m: number) => {
    world.opens(n % 3 === 0 ? 'dot' : 'dora', n % 7 === 0);
    perhapsLook(world, m);
  },
  push: (world: World, _: number, m: number) => {
    world.pushes();
    if (m % 3 === 0) world.tellsPush(m % 2 === 0 ? 'dora' : 'tess');
    perhapsLook(world, m);
  },
  /** The same content under another id: a message or date is another. */
  amend: (world: World, _: number, m: number) => {
    world.pushes(world.newHead(), 'the same');
    perhapsLook(world, m);
  },
  /** Live, as it was integrated, is merged into the branch. */
  update: (world: World, _: number, m: number) => {
    world.pushes(world.newHead(), 'joined');
    perhapsLook(world, m);
  },
  allowFork: (world: World, n: number, m: number) => {
    const head = world.seen.change?.head ?? 'head-1';
    world.says(n % 3 === 0 ? someoneOf(m) : someone('tester', world.task), { type: 'ForkAllowed', head });
  },
  pushBack: (world: World, n: number, m: number) => {
    if (world.heads > 0) world.pushes(`head-${1 + (n % world.heads)}`);
    perhapsLook(world, m);
  },
  check: (world: World, n: number, m: number) => {
    const state = pick(['green', 'failing', 'pending'] as const, n) ?? 'green';
    world.alters((change) => ({ ...change, checks: { state, open: state === 'green' ? [] : ['ci'] } }));
    perhapsLook(world, m);
  },
  draft: (world: World, n: number, m: number) => {
    world.alters((change) => ({ ...change, draft: n % 2 === 0 }));
    perhapsLook(world, m);
  },
  close: (world: World, n: number, m: number) => {
    world.alters((change) => ({ ...change, open: n % 3 === 0 }));
    perhapsLook(world, m);
  },
  merge: (world: World, n: number, m: number) => {
    // Rare: branch protection is in the way.
    if (n % 8 === 0)
      world.alters((change) => (change.open ? { ...change, open: false, merged: true } : change));
    perhapsLook(world, m);
  },
  mergeAsAllowed: (world: World, _: number, m: number) => {
    if (world.mergesAsAllowed()) perhapsLook(world, m);
  },
  leaveQueue: (world: World, _: number, m: number) => {
    world.queued = false;
    perhapsLook(world, m);
  },
  moveLive: (world: World, n: number) => {
    world.live += 1;
    if (n % 2 === 0) world.hears({ type: 'LiveSeen', live: `live-${world.live}` }, { seen: world.seen });
  },
  editIssue: (world: World, n: number) => {
    world.title = `Idea ${n % 3}`;
    world.checklist = n % 2 === 0 ? ['from the issue'] : [];
    world.hears({ type: 'IssueSeen' }, { seen: world.seen });
  },
  config: (world: World, n: number) => {
    world.configProblem = n % 3 === 0 ? 'line 1: no' : null;
  },
  wait: (world: World, n: number) => {
    world.waits(n * 60_000);
  },
  freeze: (world: World, n: number) => {
    world.isFrozen = n % 2 === 0;
    if (n % 3 === 0) world.hears({ type: 'TimePassed' }, {});
  },
  grant: (world: World) => {
    world.grants();
  },
  endOne: (world: World, n: number, m: number) => {
    const one = pick(
      world.running.filter(({ ended }) => !ended),
      n,
    );
    if (one) runOperation(world, one, m);
  },
  repeat: (world: World, n: number) => {
    const again = pick(world.told, n);
    // The store grants production in the transaction that queues the grant: an old one never meets a new wait.
    if (again && !(again.type === 'ProductionGranted' && world.slot === 'queued')) world.hears(again, {});
  },
} satisfies Record<string, (world: World, n: number, m: number) => void>;

/** Makes it happen. */
export function happen(world: World, { what, n, m }: Happening): void {
  happenings[what](world, n, m);
}

const weights: Partial<Record<Happening['what'], number>> = {
  goOn: 12,
  goOnFar: 4,
  say: 6,
  endOne: 3,
  moveLive: 2,
};
const names = Object.keys(happenings) as Happening['what'][];
const number = fc.nat({ max: 719 });

/** What happens to a task in the course of its life. */
export const someHappenings: fc.Arbitrary<readonly Happening[]> = fc.array(
  fc.record({
    what: fc.oneof(...names.map((name) => ({ weight: weights[name] ?? 1, arbitrary: fc.constant(name) }))),
    n: number,
    m: number,
  }),
  { maxLength: 60, size: 'max' },
);

/** What a repository may ask for. */
export const someRules: fc.Arbitrary<Rules> = fc.record({
  gates: fc.constantFrom<Rules['gates']>(
    rules.gates,
    { ...rules.gates, discussion: [], demo: [], 'final-demo': [] },
    {
      ...rules.gates,
      planning: ['manager', 'tester'],
      testing: ['tester', 'developer'],
      demo: ['manager', 'client'],
    },
    { ...rules.gates, testing: [], 'integration-testing': [], 'production-testing': [] },
    { ...rules.gates, 'integration-testing': ['tester', 'devops'], 'final-demo': ['client', 'manager'] },
  ),
  quorum: fc.constantFrom<Rules['quorum']>(
    rules.quorum,
    { ...rules.quorum, tester: 2 },
    { ...rules.quorum, client: 2 },
  ),
  verdicts: fc.constantFrom('required', 'optional'),
  selfApproval: fc.boolean(),
  onBaseChange: fc.constantFrom('retest', 'checks'),
  requiredChecks: fc.constant(null),
  strategy: fc.constantFrom('deploy-then-merge', 'merge-then-deploy'),
  watchMs: fc.constant(600_000),
  waiting: fc.constantFrom(rules.waiting, {
    ...rules.waiting,
    testing: { remindMs: [3_600_000], escalateTo: 'devops', expireMs: 7_200_000 },
    demo: { remindMs: [], escalateTo: null, expireMs: 3_600_000 },
  }),
  calendar: fc.constantFrom(rules.calendar, { timeZone: 'Asia/Tokyo', workingDays: [7], holidays: [] }),
  sandbox: fc.constantFrom(
    { canStop: true, ttlMs: 4_000_000, idleMs: null },
    { canStop: true, ttlMs: 7_200_000, idleMs: 3_600_000 },
    { canStop: false, ttlMs: null, idleMs: null },
  ),
});
