import type { Settings } from '#config/settings.js';
import { foldChanges } from '#process/fold-journal.js';
import { newTask } from '#process/new-task.js';
import type { Role } from '#process/role.js';
import type { Stage } from '#process/stage.js';
import type { Instant, Task } from '#process/task.js';
import { findTurn } from './find-turn.js';

/** Time in one stage while it was up to the same people. */
interface Spell {
  readonly stage: Stage;
  /** Any of them could go on; nobody: Greenlight or GitHub was at work. */
  readonly roles: readonly Role[];
  readonly ms: number;
}

/** Where a task's time went, so far as its journal was read. */
export interface Times {
  /** The task after the last entry that was read. */
  readonly task: Task;
  /** Whose turn began when, and has not ended; `null` before the first entry. */
  readonly running: (Omit<Spell, 'ms'> & { readonly since: Instant }) | null;
  /** What has ended, summed up: one for each stage and those whose turn it was. */
  readonly spells: readonly Spell[];
}

interface Entry {
  readonly at: Instant;
  readonly changes: Partial<Task>;
}

/** Nothing read yet. */
export function noTimes(start: Pick<Task, 'repository' | 'number' | 'title'>): Times {
  return { task: newTask(start), running: null, spells: [] };
}

/**
 * Reads on in the journal. Whose turn it was is found as it is found for the card; only turns that have ended are counted, so
 * that what is told of them does not change by itself.
 */
export function countTimes(times: Times, journal: readonly Entry[], settings: Settings): Times {
  return journal.reduce((counted, entry) => countEntry(counted, entry, settings), times);
}

function countEntry({ task: before, running, spells }: Times, entry: Entry, settings: Settings): Times {
  const task = foldChanges(before, [entry.changes]);
  const { stage } = task;
  const { roles } = findTurn(task, { settings, problem: null });
  if (running !== null && isSame(running, { stage, roles })) return { task, running, spells };
  const next = { stage, roles, since: entry.at };
  return { task, running: next, spells: running === null ? spells : add(spells, running, entry.at) };
}

function add(
  spells: readonly Spell[],
  { stage, roles, since }: NonNullable<Times['running']>,
  until: Instant,
): readonly Spell[] {
  const ms = Math.max(0, until - since);
  const known = spells.find((spell) => isSame(spell, { stage, roles }));
  if (known === undefined) return [...spells, { stage, roles, ms }];
  return spells.map((spell) => (spell === known ? { ...spell, ms: spell.ms + ms } : spell));
}

const isSame = (one: Omit<Spell, 'ms'>, other: Omit<Spell, 'ms'>): boolean =>
  one.stage === other.stage && one.roles.join() === other.roles.join();
