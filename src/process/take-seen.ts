import { standingAt } from './approvals.js';
import { changeNow } from './change-now.js';
import type { Facts } from './facts.js';
import { isResting } from './is-resting.js';
import { withChecklist } from './scenarios.js';
import type { Task } from './task.js';

/**
 * The task with what was just read from GitHub: title, checklist and change; approvals of a head that is gone go with it. A
 * task that rests stays as it is.
 */
export function takeSeen(task: Task, { seen }: Facts): Task {
  if (seen === null || isResting(task.stage)) return task;
  const change = changeNow(task, seen);
  const { scenarios, retired } = withChecklist(task, seen.issue.checklist);
  return {
    ...task,
    title: seen.issue.title,
    change,
    approvals: standingAt(task, task.approvals, change),
    verdicts: standingAt(task, task.verdicts, change),
    scenarios,
    retired,
  };
}
