import type { Settings } from '#config/settings.js';
import { authority } from '#process/authority.js';
import { decide } from '#process/decide.js';
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
  strategy: 'deploy-then-merge',
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

/** Whether it would come to something now: the process itself is asked, and nothing is done with its answer. */
export function canAskNow(type: Request['type'], { task, roles, settings, problem = null }: Asker): boolean {
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
  const example = type === 'SandboxExtended' ? anExtension(task) : exampleOf(type, task);
  const { verdict } = decide(task, example, facts);
  return verdict === 'moved' || verdict === 'kept';
}

function anExtension({ number }: Task): Request {
  return { type: 'SandboxExtended', byMs: 1, by: '', source: { comment: null, on: number } };
}

/** A request of this type that would do here, if any would. */
function exampleOf(type: Exclude<Request['type'], 'SandboxExtended'>, task: Task): Request {
  const { number, stage, change } = task;
  const said = { by: '', source: { comment: null, on: number } };
  if (isOfJudging(type)) return exampleOfJudging(type, task, said);
  switch (type) {
    case 'EstimateGiven':
      return { type, duration: '1d', cost: null, note: null, ...said };
    case 'Approved':
      return { type, note: null, ...said };
    case 'Rejected':
    case 'RollbackRequested':
      return { type, reason: '…', ...said };
    case 'FollowupAdded':
      return { type, text: '…', ...said };
    case 'HoldPlaced':
    case 'TaskCancelled':
      return { type, why: null, ...said };
    case 'GateOverridden':
      return { type, gate: gateOf(stage), reason: '…', ...said };
    case 'StageLabelSet':
      return { type, stage: 'sandbox', ...said };
    case 'ForkAllowed':
      return { type, head: headOf(change), ...said };
    case 'VersionPartChosen':
      return { type, part: 'minor', ...said };
    default:
      return { type, ...said };
  }
}

const gateOf = (stage: Task['stage']): Gate => (isGate(stage) ? stage : 'demo');

const headOf = (change: Task['change']): string => change?.head ?? '';
