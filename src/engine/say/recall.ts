import type { JournalEntry } from '#ports/store.js';
import type { Call } from '#process/operation.js';
import type { Failure, Rejection, Task } from '#process/task.js';
import type { Engine } from '../engine.js';

interface Recalled {
  readonly failure?: Failure;
  readonly asked?: Rejection;
}

/** What a call tells that the task itself no longer knows: what failed, and what the client had asked to change. */
export async function recall({ store }: Pick<Engine, 'store'>, task: Task, call: Call): Promise<Recalled> {
  if (call !== 'failed' && call !== 'demo') return {};
  const journal = await store.loadJournal(task.key);
  if (call === 'demo') {
    const asked = journal.map(({ changes }) => changes.rejection).findLast(isOfClient);
    return asked ? { asked } : {};
  }
  const failure = journal.map(failureOf).findLast((one) => one !== null);
  return failure ? { failure } : {};
}

const isOfClient = (rejection: Rejection | null | undefined): boolean =>
  rejection?.gate === 'demo' || rejection?.gate === 'final-demo';

function failureOf({ event, at }: JournalEntry): Failure | null {
  if (event.type !== 'OperationFailed') return null;
  const { kind, why, log } = event;
  return { operation: kind, why, at, log };
}
