import type { Job, Lane, NewJob, Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';

/** Somewhere a store can be: a directory or a database, of one test alone. */
export interface Place {
  /** Opens a store here; where only one may be open, the one that is. */
  readonly open: () => Promise<Store>;
  /** Closes what is open, so that the next `open` finds only what was stored. */
  readonly close: () => Promise<void>;
  /** Runs SQL behind the store's back; nothing may be open. */
  readonly run: (...statements: string[]) => Promise<void>;
  /** Takes the guard off the journal, as somebody with the database's password could. */
  readonly unguard: readonly string[];
  readonly remove: () => Promise<void>;
}

/** The time by the store's own clock in every contract test. */
export const storedAt: Instant = 5_000;
export const everything = [''] as const;

export function aJob(lane: string, over: Partial<NewJob> = {}): NewJob {
  return { lane, kind: 'delivery', payload: { lane }, due: 1_000, dedupe: null, ...over };
}

/** Claims the lane that is due, and says which it expected to find. */
export async function claim(
  store: Store,
  over: Partial<Parameters<Store['claimLane']>[0]> = {},
): Promise<Lane> {
  const lane = await store.claimLane({
    owner: 'a',
    now: 1_000,
    leaseMs: 10_000,
    prefixes: everything,
    ...over,
  });
  if (lane === null) throw new Error('no lane is due');
  return lane;
}

/** The lane's next job; there must be one. */
export async function next(store: Store, lane: Lane, now: Instant = 1_000): Promise<Job> {
  const job = await store.nextJob(lane, now);
  if (job === null) throw new Error(`no job of ${lane.key} is due`);
  return job;
}
