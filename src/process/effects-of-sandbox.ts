import { type Effect, on } from './effect.js';
import { plannedEnd, sandboxEnd } from './sandbox-life.js';
import { sandboxName } from './sandbox-name.js';
import type { Instant, Sandbox, SandboxStop, Sha, Task } from './task.js';

/** The sandbox as it was just brought up. What people said about its end stays; that it was stopped, and a warning, are over. */
export function broughtUp(
  task: Task,
  { url, commit }: { readonly url: string; readonly commit: Sha },
  now: Instant,
): Sandbox {
  const { keep, name = sandboxName(task) } = task.sandbox ?? {};
  return { name, url, commit, since: now, ...(keep && { keep }) };
}

const stopped = ({ sandbox }: Task, stop: SandboxStop): Partial<Task> =>
  sandbox === null ? {} : { sandbox: { ...sandbox, stopped: stop } };

const kept = ({ sandbox }: Task, keep: NonNullable<Sandbox['keep']>): Partial<Task> =>
  sandbox === null ? {} : { sandbox: { ...sandbox, keep } };

/** What changes in the life of the sandbox. */
export const effectsOfSandbox = {
  /** From the moment it is asked for, nobody can count on the sandbox any more. */
  stopSandbox: on('SandboxStopRequested', ({ task, event, facts }) =>
    stopped(task, { why: 'asked', by: event.by, at: facts.now }),
  ),

  stopSandboxInTime: ({ task, facts }) =>
    stopped(task, {
      why: sandboxEnd(task, facts.rules.sandbox)?.why ?? 'ttl',
      by: null,
      at: facts.now,
    }),

  endStop: () => ({ awaiting: null }),

  wakeSandbox: on('SandboxStarted', ({ task, event, facts }) => ({
    sandbox: broughtUp(task, event, facts.now),
    awaiting: null,
  })),

  extendSandbox: on('SandboxExtended', ({ task, event, facts }) => {
    const end = sandboxEnd(task, facts.rules.sandbox)?.at ?? 0;
    return kept(task, { until: Math.max(end, facts.now) + event.byMs, by: event.by });
  }),

  pinSandbox: on('SandboxPinned', ({ task, event }) => kept(task, { until: null, by: event.by })),

  warnOfSandboxEnd: ({ task, facts }) =>
    task.sandbox === null
      ? {}
      : {
          sandbox: {
            ...task.sandbox,
            warned: { end: plannedEnd(task, facts.rules.sandbox), at: facts.now },
          },
        },
} satisfies Record<string, Effect>;
