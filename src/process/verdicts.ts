import { isOverridden, isStanding, missingRoles } from './approvals.js';
import { type Gate, isTestGate } from './gate.js';
import type { Role } from './role.js';
import type { Rules } from './rules.js';
import type { FailedScenario, Scenario, Task, Verdict } from './task.js';

/** The verdict that counts for a scenario at a gate now; `null`: there is none yet. */
export function verdictOn(task: Task, { number }: Pick<Scenario, 'number'>, gate: Gate): Verdict | null {
  const found = task.verdicts.find((verdict) => verdict.gate === gate && verdict.scenario === number);
  return found !== undefined && isStanding(task, found) ? found : null;
}

/** The scenarios of which nobody has said at this gate whether they work. */
export function openScenarios(task: Task, gate: Gate): readonly Scenario[] {
  return task.scenarios.filter((scenario) => verdictOn(task, scenario, gate) === null);
}

/** The scenarios that failed where the task stands. */
export function failedScenarios(task: Task): readonly FailedScenario[] {
  const { stage } = task;
  if (!isTestGate(stage)) return [];
  return task.scenarios.flatMap((scenario) => {
    const verdict = verdictOn(task, scenario, stage);
    if (verdict === null || verdict.passed) return [];
    return [{ number: scenario.number, text: scenario.text, reason: verdict.reason ?? '', by: verdict.by }];
  });
}

/** What single scenarios keep the gate of this stage shut with. */
export function scenariosInTheWay(
  task: Task,
  rules: Rules,
): { readonly open: readonly Scenario[]; readonly failed: readonly FailedScenario[] } {
  const { stage } = task;
  const asked = isTestGate(stage) && rules.gates[stage].length > 0 && !isOverridden(task, stage);
  if (!asked) return { open: [], failed: [] };
  return {
    open: rules.verdicts === 'required' ? openScenarios(task, stage) : [],
    failed: failedScenarios(task),
  };
}

/** The roles that the gate waits for: those that have still to approve; else all of them, while something stands in its way. */
export function awaitedRoles(task: Task, gate: Gate, rules: Rules): readonly Role[] {
  const missing = missingRoles(task, gate, rules);
  if (missing.length > 0 || isOverridden(task, gate)) return missing;
  const { open, failed } = scenariosInTheWay(task, rules);
  return task.objections.length + open.length + failed.length === 0 ? [] : rules.gates[gate];
}

/** The scenarios that a list of numbers means: `all` are those without a verdict. */
export function scenariosMeant(task: Task, numbers: readonly number[] | 'all'): readonly Scenario[] {
  const { stage, scenarios } = task;
  if (numbers !== 'all') return scenarios.filter(({ number }) => numbers.includes(number));
  return isTestGate(stage) ? openScenarios(task, stage) : [];
}
