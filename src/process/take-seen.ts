import type { Facts } from './facts.js';
import type { Scenario, Task } from './task.js';

/** The task with what was just read from GitHub: title, checklist and change. The very same object when nothing differs. */
export function takeSeen(task: Task, { seen }: Facts): Task {
  if (seen === null) return task;
  const other =
    task.change?.open === true && seen.change !== null && seen.change.number !== task.change.number;
  const change = seen.change === null || other ? task.change : seen.change;
  const scenarios = withChecklist(task.scenarios, seen.issue.checklist);
  const next = { title: seen.issue.title, change, scenarios };
  const same =
    JSON.stringify(next) ===
    JSON.stringify({ title: task.title, change: task.change, scenarios: task.scenarios });
  return same ? task : { ...task, ...next };
}

/** The issue's checklist first, then what was added by command. */
function withChecklist(scenarios: readonly Scenario[], checklist: readonly string[]): readonly Scenario[] {
  const added = scenarios.filter(({ by, text }) => by !== null && !checklist.includes(text));
  return [...checklist.map((text) => ({ text, by: null })), ...added];
}
