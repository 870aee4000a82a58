import { isGate } from '#process/gate.js';
import type { Rules } from '#process/rules.js';
import type { Task } from '#process/task.js';

/** Whether those who are waited for have had their last reminder, and somebody else was told of it. */
export function isEscalated({ stage, called }: Task, { waiting }: Rules): boolean {
  if (!isGate(stage) || called === null) return false;
  const { remindMs, escalateTo } = waiting[stage];
  return escalateTo !== null && called.reminders > 0 && called.reminders >= remindMs.length;
}
