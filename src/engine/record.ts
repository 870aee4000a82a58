import type { Settings } from '#config/settings.js';
import type { JobResult, NewJob } from '#ports/store.js';
import type { Decision } from '#process/decision.js';
import type { Event } from '#process/event.js';
import type { Facts } from '#process/facts.js';
import { changesBetween } from '#process/fold-journal.js';
import type { Numbered } from '#process/operation.js';
import type { Task, TaskKey } from '#process/task.js';
import { laneOf } from './lanes.js';
import type { EventPayload, Look, OperationPayload, SayPayload } from './payloads.js';

/** A decision as one transaction: the task's next state, its journal entry, and every job that follows from it. */
export function planRecord(
  decided: {
    before: Task;
    event: Event;
    facts: Facts;
    sources: Settings['roles'];
    node: string | null;
    found: 'reconciled' | undefined;
  },
  decision: Decision,
  answers: readonly NewJob[],
): JobResult {
  const { before, event, facts, sources, node, found } = decided;
  const { now } = facts;
  const { task } = decision;
  if (task.version === before.version) return { now, jobs: answers };
  const show = projectJob(task.key, { now, node });
  const started = decision.operations.map((operation) => operationJob(task, operation, now));
  // A new step is shown before anybody is called to it: what was written before does not count at it. At a step that is shown, whoever
  // is called does not wait for a card that GitHub's limits put off.
  const jobs = [...answers, ...(task.stage === before.stage ? [...started, show] : [show, ...started])];
  return {
    now,
    jobs,
    record: {
      task,
      entry: {
        at: now,
        event,
        actor: facts.actor,
        from: before.version === 0 ? null : before.stage,
        to: task.stage,
        because: decision.because,
        operations: decision.operations,
        changes: changesBetween(before, task),
        moves: decision.moves,
        ...(found && { found }),
        judged: { facts, sources },
      },
      ...(decision.production && {
        production: decision.production,
        granted: (key) => outcomeJob(key, { type: 'ProductionGranted' }, now),
        moved: (key) => projectJob(key, { now, node: null, look: 'always' }),
        notBefore: task.frozen?.until ?? null,
        urgent: task.stage === 'rollback',
        ...(decision.holds && { held: decision.holds }),
      }),
    },
  };
}

function operationJob(task: Task, operation: Numbered, now: number): NewJob {
  if (operation.kind === 'CallPeople') {
    const payload: SayPayload = { type: 'call', task: task.key, operation };
    return { lane: laneOf('say', task.key), kind: 'say', payload, due: now, dedupe: operation.id };
  }
  const payload: OperationPayload = { task: task.key, operation };
  const lane = laneOf(operation.kind === 'WatchProduction' ? 'watch' : 'perform', task.key);
  return { lane, kind: 'operation', payload, due: now, dedupe: operation.id };
}

/** Shows the task as it is by then. */
export function projectJob(
  task: TaskKey,
  { now, node, look = 'changed' }: { now: number; node: string | null; look?: Look },
): NewJob {
  const payload: SayPayload = { type: 'project', task, node, look };
  // Shown is what the task is by then; only the id differs, and is needed once.
  const joins = `project:${look}:${node ?? ''}`;
  return { lane: laneOf('say', task), kind: 'say', payload, due: now, dedupe: null, joins };
}

/** Tells a task what an operation came to; told once, however often the operation is tried. */
export function outcomeJob(
  task: TaskKey,
  event: Extract<EventPayload, { type: 'outcome' }>['event'],
  now: number,
): NewJob {
  const payload: EventPayload = { type: 'outcome', task, event };
  const dedupe = 'operation' in event ? `${event.operation}:${event.type}` : null;
  return { lane: laneOf('decide', task), kind: 'event', payload, due: now, dedupe };
}
