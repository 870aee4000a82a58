import { standingAt } from './approvals.js';
import { changeNow } from './change-now.js';
import type { Event } from './event.js';
import type { Facts } from './facts.js';
import { exemptLabels } from './freeze.js';
import { isResting } from './is-resting.js';
import { withChecklist } from './scenarios.js';
import type { Change, Shown, Task } from './task.js';

/**
 * The task with what was just read from GitHub: title, checklist and change; approvals of a head that is gone go with it. A
 * task that rests stays as it is.
 */
export function takeSeen(task: Task, event: Event, { seen, rules }: Facts): Task {
  if (seen === null || isResting(task.stage)) return task;
  const change = withShown(withPushes(changeNow(task, seen), task.change, event), task.change, event);
  const { scenarios, retired } = withChecklist(task, seen.issue.checklist);
  return {
    ...task,
    title: seen.issue.title,
    change,
    approvals: standingAt(task, task.approvals, change),
    verdicts: standingAt(task, task.verdicts, change),
    scenarios,
    retired,
    exempt: exemptLabels(rules.freeze ?? [], seen.issue.labels ?? task.exempt),
  };
}

/** Pushes that are remembered of a change; whoever pushed long ago judges what others have pushed since. */
const mostPushes = 20;

/** The change with who pushed its heads: GitHub tells it once, when it happens. */
function withPushes(change: Change | null, before: Change | null, event: Event): Change | null {
  if (change === null) return null;
  const known = before?.number === change.number ? (before.pushes ?? []) : [];
  const told = event.type === 'ChangeSeen' && event.change === change.number ? event.pushed : undefined;
  const isNew = told !== undefined && !known.some(({ head, by }) => head === told.head && by === told.by);
  const pushes = isNew ? [...known, told].slice(-mostPushes) : known;
  return pushes.length === 0 ? change : { ...change, pushes };
}

/** The change with since when its heads are to be seen: the last time of each, for between two times there was another. */
function withShown(change: Change | null, before: Change | null, event: Event): Change | null {
  if (change === null) return null;
  const known = before?.number === change.number ? (before.shown ?? []) : [];
  const told = event.type === 'ChangeSeen' && event.change === change.number ? event.shown : undefined;
  const shown = told === undefined || isKnown(known, told) ? known : [...without(known, told), told];
  return shown.length === 0 ? change : { ...change, shown: shown.slice(-mostPushes) };
}

const isKnown = (known: readonly Shown[], { head, since }: Shown): boolean =>
  known.some((one) => one.head === head && one.since >= since);

const without = (known: readonly Shown[], { head }: Shown): readonly Shown[] =>
  known.filter((one) => one.head !== head);
