import { isGate } from './gate.js';
import type { Rules } from './rules.js';
import { sandboxTimer } from './sandbox-life.js';
import type { Instant, Task } from './task.js';
import { addWorkingTime } from './working-time.js';

/** What may become due for a task although nobody says anything. */
export type TimerName = 'reminder' | 'expiry' | 'thaw' | 'sandbox-warning' | 'sandbox-end' | 'delegation-end';

export interface Timer {
  readonly name: TimerName;
  readonly at: Instant;
}

/** Everything that runs for the task as it stands, each at most once. `TimePassed` is told when one is due, and the table decides. */
export function timersOf(task: Task, rules: Rules): readonly Timer[] {
  const ofSandbox = sandboxTimer(task, rules.sandbox);
  return [
    ...waitingTimers(task, rules),
    ...thaw(task),
    ...(ofSandbox === null ? [] : [ofSandbox]),
    ...delegationEnd(task),
  ];
}

/** Whether a timer of this name has run out. */
export function isDue(name: TimerName, task: Task, { rules, now }: { rules: Rules; now: Instant }): boolean {
  return timersOf(task, rules).some((timer) => timer.name === name && timer.at <= now);
}

/** The time in which nothing goes live is over. */
function thaw({ frozen }: Task): readonly Timer[] {
  return frozen === null ? [] : [{ name: 'thaw', at: frozen.until }];
}

/** The first of the roles that were handed on for a time goes back. */
function delegationEnd({ delegations }: Task): readonly Timer[] {
  const ends = delegations.flatMap(({ until }) => (until === null ? [] : [until]));
  return ends.length === 0 ? [] : [{ name: 'delegation-end', at: Math.min(...ends) }];
}

/** Whoever was called to a gate is reminded, and not waited for without end; nothing runs while they could not answer. */
function waitingTimers(task: Task, { waiting, calendar }: Rules): readonly Timer[] {
  const { stage, called, hold, awaiting } = task;
  if (!isGate(stage) || called === null || hold !== null || awaiting !== null) return [];
  const { remindMs, expireMs } = waiting[stage];
  const next = remindMs[called.reminders];
  const due = (name: TimerName, ms: number): Timer => ({
    name,
    at: addWorkingTime(called.at, ms, calendar),
  });
  return [
    ...(next === undefined ? [] : [due('reminder', next)]),
    ...(expireMs === null ? [] : [due('expiry', expireMs)]),
  ];
}
