import type { SandboxRules } from './rules.js';
import type { Stage } from './stage.js';
import type { Instant, Task } from './task.js';

/** Where people use the sandbox: there it may be stopped, and there its time counts. */
const inUse: readonly Stage[] = ['planning', 'development', 'testing', 'integration-testing', 'demo'];

/** People hear of the end a day before, of a short life's when three quarters are over. */
const longestNoticeMs = 86_400_000;

/** When a sandbox that runs is to be stopped by itself, and why. */
export interface SandboxEnd {
  readonly at: Instant;
  readonly why: 'idle' | 'ttl';
}

/** When this sandbox stops by itself as things stand; `null`: it does not, or it is not running. */
export function sandboxEnd(task: Task, rules: SandboxRules): SandboxEnd | null {
  const { sandbox } = task;
  if (sandbox === null || !rules.canStop || !canEnd(task)) return null;
  const kept = sandbox.keep?.until ?? 0;
  const after = (start: Instant, ms: number | null): Instant =>
    ms === null ? Infinity : Math.max(start + ms, kept);
  const ttl = after(sandbox.since ?? task.since, rules.ttlMs);
  const idle = after(lastActive(task), rules.idleMs);
  if (Math.min(ttl, idle) === Infinity) return null;
  return idle < ttl ? { at: idle, why: 'idle' } : { at: noticed(task, ttl, rules), why: 'ttl' };
}

/** It runs where people use it, and nobody said that it runs until the task is over. */
function canEnd({ sandbox, stage }: Task): boolean {
  return inUse.includes(stage) && sandbox?.commit != null && !sandbox.stopped && sandbox.keep?.until !== null;
}

/** When people are to be warned of the end; `null`: they were, or it needs no warning, since it only sleeps. */
export function sandboxWarning(task: Task, rules: SandboxRules): Instant | null {
  const end = sandboxEnd(task, rules);
  if (end?.why !== 'ttl' || task.sandbox?.warned?.end === plannedEnd(task, rules)) return null;
  return plannedEnd(task, rules) - noticeMs(rules);
}

/** The end that the rules and people set, without the notice that it needs. */
export function plannedEnd({ sandbox, since }: Task, { ttlMs }: SandboxRules): Instant {
  return Math.max((sandbox?.since ?? since) + (ttlMs ?? 0), sandbox?.keep?.until ?? 0);
}

/** What the clock has to do with the sandbox next, and when. */
interface SandboxTimer {
  readonly name: 'sandbox-warning' | 'sandbox-end';
  readonly at: Instant;
}

/** `null`: nothing, or not before something else is over. What came due at another stage is due when this one is entered. */
export function sandboxTimer(task: Task, rules: SandboxRules): SandboxTimer | null {
  if (task.awaiting !== null || task.failure !== null || task.deferred !== null) return null;
  const warning = sandboxWarning(task, rules);
  if (warning !== null) return { name: 'sandbox-warning', at: Math.max(warning, task.since) };
  const end = sandboxEnd(task, rules);
  return end && { name: 'sandbox-end', at: Math.max(end.at, task.since) };
}

/** Nobody loses a sandbox without the whole notice, also when Greenlight was not running when it should have been given. */
function noticed({ sandbox }: Task, planned: Instant, rules: SandboxRules): Instant {
  const { warned } = sandbox ?? {};
  return warned?.end === planned ? Math.max(planned, warned.at + noticeMs(rules)) : planned;
}

const noticeMs = ({ ttlMs }: SandboxRules): number => Math.min(longestNoticeMs, (ttlMs ?? 0) / 4);

/** The last time on record that somebody or something moved the task, judged it, or brought the sandbox up. */
function lastActive({ since, sandbox, approvals, rejection }: Task): Instant {
  return Math.max(since, sandbox?.since ?? 0, rejection?.at ?? 0, ...approvals.map(({ at }) => at));
}
