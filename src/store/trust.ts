import type { Selectable } from 'kysely';
import type { DeadJob, Job, JournalEntry, NewEntry, Shown } from '#ports/store.js';
import type { ProductionHeld } from '#process/production-facts.js';
import type { Task } from '#process/task.js';
import type { Schema } from './schema.js';
import { upgradeTask } from './upgrade-task.js';

/** What must be there, and of which type, for a stored text to be believed. */
type Shape = Readonly<Record<string, 'string' | 'number' | 'object'>>;

const taskShape: Shape = { key: 'string', repository: 'object', version: 'number', stage: 'string' };
const entryShape: Shape = { at: 'number', event: 'object', to: 'string', because: 'object' };
const heldShape: Shape = { task: 'string', number: 'number', at: 'number', why: 'string' };
const shownShape: Shape = { version: 'number', calls: 'object' };

/** A job's row as the port's job. Throws when its payload is not JSON. */
export function readJob(row: Selectable<Schema['jobs']>): Job {
  const { id, lane, kind, due, dedupe, attempts, error, received, crashes } = row;
  const payload = parse(row.payload, `the payload of job ${id}`);
  return { id, lane, kind, due, dedupe, attempts, error, received, crashes, payload };
}

/** The same of a job that was given up. */
export const readDeadJob = (row: Selectable<Schema['jobs']>): DeadJob => ({
  ...readJob(row),
  givenUp: row.finished,
});

/** A task's snapshot, also of an earlier version. Throws when it does not look like one. */
export function readTask({ key, snapshot }: Pick<Selectable<Schema['tasks']>, 'key' | 'snapshot'>): Task {
  return upgradeTask(believe(snapshot, taskShape, `the task ${key}`) as Task);
}

/** A journal row as the port's entry. Throws when it does not look like one. */
export function readEntry(row: Selectable<Schema['journal']>): JournalEntry {
  const { task, number, previous, hash } = row;
  const entry = believe(row.entry, entryShape, `entry ${number} of task ${task}`) as NewEntry;
  return { ...entry, task, number, previous, hash };
}

/** What was shown for a task. Throws when it does not look like it. */
export function readShown({ task, shown }: Selectable<Schema['shown']>): Shown {
  return believe(shown, shownShape, `what was shown of task ${task}`) as Shown;
}

/** Why production is held. Throws when it does not look like it. */
export function readHeld({ repository, held }: Selectable<Schema['production_holds']>): ProductionHeld {
  return believe(held, heldShape, `the hold of production of ${repository}`) as ProductionHeld;
}

/** Text that this store wrote itself, back as what it was: the one place where it is believed. */
function believe(text: string, shape: Shape, what: string): object {
  const value = parse(text, what);
  if (typeof value !== 'object' || value === null) throw unreadable(what);
  const held = new Map<string, unknown>(Object.entries(value));
  for (const [name, type] of Object.entries(shape)) {
    const found = held.get(name);
    if (typeof found !== type || found === null) throw unreadable(what);
  }
  return value;
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(what, { cause });
  }
}

const unreadable = (what: string, options?: ErrorOptions): Error =>
  new Error(`the store holds ${what} in a form that cannot be read`, options);
