import { countTimes, noTimes, type Times } from '#wording/count-times.js';
import type { Settings } from '#config/settings.js';
import type { Task, TaskKey } from '#process/task.js';
import type { Config } from '../configs.js';
import type { Engine } from '../engine.js';

/** Tasks whose times are kept at hand; of the others the whole journal is read again. */
const mostKept = 500;

interface Kept {
  readonly times: Times;
  /** Whose turn it was is told by these. */
  readonly settings: Settings;
}

const keptBy = new WeakMap<Engine['store'], Map<TaskKey, Kept>>();

/** Where the task's time went. What was read of its journal is remembered, so that a long one is read once. */
export async function timesOf(
  { store }: Pick<Engine, 'store'>,
  task: Task,
  { settings }: Config,
): Promise<Times> {
  const kept = keptBy.get(store) ?? new Map<TaskKey, Kept>();
  keptBy.set(store, kept);
  const known = kept.get(task.key);
  const before = known?.settings === settings ? known.times : noTimes(task);
  const entries = await store.loadJournal(task.key, { after: before.task.version });
  const times = countTimes(before, entries, settings);
  // The one that was used longest ago goes first.
  kept.delete(task.key);
  kept.set(task.key, { times, settings });
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return times;
}
