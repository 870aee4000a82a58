import type { Selectable } from 'kysely';
import type { Job, JournalEntry, Shown } from '#ports/store.js';
import type { Task } from '#process/task.js';
import type { Schema } from './schema.js';

/** Text that this store wrote itself, back as what it was: the one place where it is believed. */
function parse(text: string): unknown {
  return JSON.parse(text);
}

export function readJob(row: Selectable<Schema['jobs']>): Job {
  const { id, lane, kind, due, dedupe, attempts, error, received } = row;
  return { id, lane, kind, due, dedupe, attempts, error, received, payload: parse(row.payload) };
}

export function readTask({ snapshot }: Pick<Selectable<Schema['tasks']>, 'snapshot'>): Task {
  return parse(snapshot) as Task;
}

export function readEntry({
  task,
  number,
  entry,
  previous,
  hash,
}: Selectable<Schema['journal']>): JournalEntry {
  return {
    ...(parse(entry) as Omit<JournalEntry, 'task' | 'number' | 'previous' | 'hash'>),
    task,
    number,
    previous,
    hash,
  };
}

export function readShown({ shown }: Selectable<Schema['shown']>): Shown {
  return parse(shown) as Shown;
}
