import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.js';

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
  readonly transact: <T>(work: (tx: Transaction<Schema>) => Promise<T>) => Promise<T>;
  /** Runs `work` in one transaction while no other process migrates. */
  readonly migrateAlone: (work: (tx: Transaction<Schema>) => Promise<void>) => Promise<void>;
  /** Wakes waiting workers when the transaction commits; on PostgreSQL those of every replica. */
  readonly announce: (tx: Transaction<Schema>) => Promise<void>;
  /** Calls `wake` for announcements of other processes. Resolves when it listens. */
  readonly listen: (wake: () => void) => Promise<void>;
  readonly close: () => Promise<void>;
}
