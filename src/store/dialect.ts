import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { Instant } from '#process/task.js';
import type { Schema } from './schema.js';

type Tx = Transaction<Schema>;

/** A JSON array as rows, one for each element: `key` counts them, `value` is the element. However many, the statement is the same. */
export type Listed = (json: string) => RawBuilder<unknown>;

/** A transaction, and how its database takes many rows at once. */
export interface Into {
  readonly tx: Tx;
  readonly listed: Listed;
}

/** What differs between the databases. */
export interface Dialect {
  readonly db: Kysely<Schema>;
  /** `id` column of a table that numbers its rows. */
  readonly numbered: string;
  /** Statements that make `journal` append-only. */
  readonly guardJournal: readonly string[];
  /** Appended to the selection of a lane to claim, so that two claimers never wait for each other. */
  readonly skipLocked: string;
  /** Runs `work` in one transaction; again from its beginning when the database gave it up to end a deadlock. */
  readonly transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly listed: Listed;
  /**
   * Runs two insertions, one after the other, in one transaction, and wakes waiting workers when the second has rows. That is to
   * insert only `when` it is told.
   */
  readonly insertBoth: <Row extends object>(
    first: RawBuilder<unknown>,
    second: (when: RawBuilder<boolean>) => RawBuilder<Row>,
  ) => Promise<readonly Row[]>;
  /** Runs one statement that changes something: with others in one transaction where that is cheaper, else alone. */
  readonly change: <T>(statement: (db: Kysely<Schema>) => Promise<T>) => Promise<T>;
  /** Runs `work` in one transaction while no other process migrates. */
  readonly migrateAlone: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  /** Wakes waiting workers when the transaction commits; on PostgreSQL those of every replica. */
  readonly announce: (tx: Tx) => Promise<void>;
  /** Calls `wake` for announcements of other processes. Resolves when it listens. */
  readonly listen: (wake: () => void) => Promise<void>;
  /** What time it is for everybody who shares the database; `null`: nobody does. */
  readonly time: () => Promise<Instant | null>;
  readonly close: () => Promise<void>;
}
