import { approvalsAt } from './approvals.js';
import { changeNow } from './change-now.js';
import type { Facts } from './facts.js';
import { exemptLabels } from './freeze.js';
import { isResting } from './is-resting.js';
import type { Scenario, Task } from './task.js';

/**
 * The task with what was just read from GitHub: title, checklist and change; approvals of a head that is gone go with it. A
 * task that rests stays as it is.
 */
export function takeSeen(task: Task, { seen, rules }: Facts): Task {
  if (seen === null || isResting(task.stage)) return task;
  const change = changeNow(task, seen);
  return {
    ...task,
    title: seen.issue.title,
    change,
    approvals: approvalsAt(task, change),
    exempt: exemptLabels(rules.freeze ?? [], seen.issue.labels ?? task.exempt),
    scenarios: withChecklist(task.scenarios, seen.issue.checklist),
  };
}

/** The issue's checklist first, then what was added by command. */
function withChecklist(scenarios: readonly Scenario[], checklist: readonly string[]): readonly Scenario[] {
  const added = scenarios.filter(({ by, text }) => by !== null && !checklist.includes(text));
  return [...checklist.map((text) => ({ text, by: null })), ...added];
}
