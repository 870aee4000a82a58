import type { Settings } from '#config/settings.js';
import { authority } from '#process/authority.js';
import { decide } from '#process/decide.js';
import type { Request } from '#process/event.js';
import { isGate } from '#process/gate.js';
import type { Role } from '#process/role.js';
import type { Rules } from '#process/rules.js';
import type { Task } from '#process/task.js';
import { defaultGates } from '#config/default-gates.js';
import { defaultPatience } from '#config/resolve-waiting.js';

/** Who asks, about which task. */
export interface Asker {
  readonly task: Task;
  readonly roles: readonly Role[];
  readonly settings: Settings | null;
}

/** What counts when the repository's own rules are not at hand. */
const usual: Rules = {
  gates: defaultGates,
  selfApproval: false,
  onBaseChange: 'retest',
  requiredChecks: null,
  strategy: 'deploy-then-merge',
  watchMs: 0,
  waiting: defaultPatience,
  calendar: { timeZone: 'UTC', workingDays: [1, 2, 3, 4, 5], holidays: [] },
};

/** Whether somebody in these roles may ever ask for this. */
export function canEverAsk(type: Request['type'], { roles }: Asker): boolean {
  const { who } = authority[type];
  if (who === 'anyone') return true;
  return who === 'gate' ? roles.length > 0 : who.some((role) => roles.includes(role));
}

/** Whether it would come to something now: the process itself is asked, and nothing is done with its answer. */
export function canAskNow(type: Request['type'], { task, roles, settings }: Asker): boolean {
  const actor = { login: '', bot: false, roles };
  const rules = settings?.rules ?? usual;
  const facts = { now: task.since, rules, configProblem: null, actor, seen: null };
  const { verdict } = decide(task, exampleOf(type, task), facts);
  return verdict === 'moved' || verdict === 'kept';
}

/** A request of this type that would do here, if any would. */
function exampleOf(type: Request['type'], { number, stage }: Task): Request {
  const said = { by: '', source: { comment: null, on: number } };
  switch (type) {
    case 'EstimateGiven':
      return { type, duration: '1d', cost: null, note: null, ...said };
    case 'Approved':
      return { type, note: null, ...said };
    case 'Rejected':
    case 'RollbackRequested':
      return { type, reason: '…', ...said };
    case 'ScenarioAdded':
    case 'FollowupAdded':
      return { type, text: '…', ...said };
    case 'HoldPlaced':
    case 'TaskCancelled':
      return { type, why: null, ...said };
    case 'GateOverridden':
      return { type, gate: isGate(stage) ? stage : 'demo', reason: '…', ...said };
    case 'StageLabelSet':
      return { type, stage: 'sandbox', ...said };
    default:
      return { type, ...said };
  }
}
