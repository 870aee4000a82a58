import type { Settings } from '#config/settings.js';
import { authority } from '#process/authority.js';
import type { Because } from '#process/because.js';
import { decide } from '#process/decide.js';
import type { Decision } from '#process/decision.js';
import type { Request } from '#process/event.js';
import { type Gate, isGate } from '#process/gate.js';
import type { Role } from '#process/role.js';
import type { Rules } from '#process/rules.js';
import type { Task } from '#process/task.js';
import { exampleOfJudging, isOfJudging } from './example-of-judging.js';
import { defaultGates } from '#config/default-gates.js';
import { defaultPatience } from '#config/resolve-waiting.js';

/** Who asks, about which task. */
export interface Asker {
  readonly task: Task;
  readonly roles: readonly Role[];
  readonly settings: Settings | null;
  /** Why the configuration cannot be used, when it cannot: then no gate opens. */
  readonly problem?: string | null;
}

/** What counts when the repository's own rules are not at hand. */
const usual: Rules = {
  gates: defaultGates,
  quorum: { manager: 1, client: 1, developer: 1, tester: 1, devops: 1 },
  verdicts: 'required',
  selfApproval: false,
  onBaseChange: 'retest',
  requiredChecks: null,
  watchMs: 0,
  waiting: defaultPatience,
  calendar: { timeZone: 'UTC', workingDays: [1, 2, 3, 4, 5], holidays: [] },
  sandbox: { canStop: false, ttlMs: null, idleMs: null },
};

/** Whether somebody in these roles may ever ask for this. */
export function canEverAsk(type: Request['type'], { roles }: Asker): boolean {
  const { who } = authority[type];
  if (who === 'anyone') return true;
  return who === 'gate' ? roles.length > 0 : who.some((role) => roles.includes(role));
}

/** Whether it would come to something now. */
export function canAskNow(type: Request['type'], asker: Asker): boolean {
  const { verdict } = tryAsking(type, asker);
  return verdict === 'moved' || verdict === 'kept';
}

/** Why it would be refused now; `null` when it would not. */
export function whyNotNow(type: Request['type'], asker: Asker): Because | null {
  const { verdict, because } = tryAsking(type, asker);
  return verdict === 'refused' ? because : null;
}

/** The process itself is asked, and nothing is done with its answer. */
function tryAsking(type: Request['type'], { task, roles, settings, problem = null }: Asker): Decision {
  const actor = { login: '', bot: false, roles };
  const rules = settings?.rules ?? usual;
  const facts = {
    now: task.since,
    rules,
    configProblem: problem,
    actor,
    seen: null,
    delegateIsPerson: true,
  };
  return decide(task, exampleOf(type, task), facts);
}

/** What each says besides who and where; those that are not here say nothing more. */
const saying: { readonly [T in Request['type']]?: (task: Task) => object } = {
  EstimateGiven: () => ({ duration: '1d', cost: null, note: null }),
  Approved: () => ({ note: null }),
  Rejected: () => ({ reason: '…' }),
  RollbackRequested: () => ({ reason: '…' }),
  FollowupAdded: () => ({ text: '…' }),
  HoldPlaced: () => ({ why: null }),
  TaskCancelled: () => ({ why: null }),
  GateOverridden: ({ stage }) => ({ gate: gateOf(stage), reason: '…' }),
  StageLabelSet: () => ({ stage: 'sandbox' }),
  ForkAllowed: ({ change }) => ({ head: change?.head ?? '' }),
  VersionPartChosen: () => ({ part: 'minor' }),
  SandboxExtended: () => ({ byMs: 1 }),
};

/** A request of this type that would do here, if any would. */
function exampleOf(type: Request['type'], task: Task): Request {
  const said = { by: '', source: { comment: null, on: task.number } };
  if (isOfJudging(type)) return exampleOfJudging(type, task, said);
  return { type, ...saying[type]?.(task), ...said } as Request;
}

const gateOf = (stage: Task['stage']): Gate => (isGate(stage) ? stage : 'demo');
