import { UnderWay } from '#errors/under-way.js';
import type { Job, Lane, NewJob } from '#ports/store.js';
import type { OperationKind } from '#process/operation-kind.js';
import type { Task } from '#process/task.js';
import { isAwaited } from '../abort-superseded.js';
import type { Engine } from '../engine.js';
import type { OperationPayload } from '../payloads.js';
import { outcomeJob } from '../record.js';
import type { Performed } from './outcome.js';
import { perform } from './perform.js';

/** What reaches production or the default branch, and what saves them: once begun it is brought to its end. */
const irreversible: readonly OperationKind[] = [
  'BackUpBoth',
  'BackUpProduction',
  'DeployProduction',
  'WatchProduction',
  'RestoreProduction',
  'ReleaseChange',
  'MergeChange',
  'RevertChange',
];

/** Does one job of a task's performing lane, and tells the task what came of it. */
export async function handleOperation(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const { task: key, operation } = job.payload as OperationPayload;
  const task = await engine.store.loadTask(key);
  if (task === null || !isAwaited(task, operation.id)) {
    if (task !== null)
      await engine.environments.abandon?.({ repository: task.repository, operation: operation.id });
    return engine.store.finishJob(lane, job, { now: engine.clock.now() });
  }
  const performed = await performAbortably(engine, { task, job });
  await report(engine, { lane, job, task }, performed);
}

async function performAbortably(engine: Engine, { task, job }: { task: Task; job: Job }): Promise<Performed> {
  const { operation } = job.payload as OperationPayload;
  const controller = new AbortController();
  engine.running.set(operation.id, controller);
  try {
    const performance = {
      engine,
      task,
      operation,
      attempt: job.attempts,
      asked: job.received,
      signal: controller.signal,
    };
    const priority = irreversible.includes(operation.kind) ? 'gate' : 'ordinary';
    return await engine.github.withCause(operation.kind, () => perform(performance), priority);
  } catch (error) {
    if (error instanceof UnderWay) return { kind: 'snooze', afterMs: error.afterMs };
    throw error;
  } finally {
    engine.running.delete(operation.id);
    if (controller.signal.aborted) engine.log.info({ operation: operation.id }, 'an operation was ended');
  }
}

async function report(
  engine: Engine,
  { lane, job, task }: { lane: Lane; job: Job; task: Task },
  performed: Performed,
): Promise<void> {
  const { operation } = job.payload as OperationPayload;
  const now = engine.clock.now();
  engine.log.info({ operation: operation.id, attempt: job.attempts, result: performed.kind }, 'performed');
  engine.meters.performed(operation.kind, outcomeOf(performed));
  switch (performed.kind) {
    case 'done':
      return engine.store.finishJob(lane, job, {
        now,
        jobs: performed.event ? [outcomeJob(task.key, performed.event, now)] : [],
      });
    case 'failed': {
      const { why, log, restored } = performed;
      const event = {
        type: 'OperationFailed',
        kind: operation.kind,
        why,
        log,
        ...(restored && { restored }),
        operation: operation.id,
      } as const;
      return engine.store.finishJob(lane, job, { now, jobs: [outcomeJob(task.key, event, now)] });
    }
    case 'snooze':
      return engine.store.retryJob(lane, job, { at: now + performed.afterMs, error: 'snoozed', free: true });
  }
}

const outcomeOf = ({ kind }: Performed): 'done' | 'failed' | 'snoozed' =>
  kind === 'snooze' ? 'snoozed' : kind;

/** The tries are used up: the task stays where it is, and people are called. */
export function giveUpOperation({ clock, meters }: Engine, job: Job, error: string): readonly NewJob[] {
  const { task, operation } = job.payload as OperationPayload;
  const event = {
    type: 'OperationFailed',
    kind: operation.kind,
    why: error,
    log: null,
    operation: operation.id,
  } as const;
  meters.performed(operation.kind, 'given-up');
  return [outcomeJob(task, event, clock.now())];
}
