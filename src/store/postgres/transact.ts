import type { Kysely, Transaction } from 'kysely';
import pg from 'pg';
import type { Schema } from '../schema.js';

const attempts = 5;
/** PostgreSQL ends one of several transactions that wait for each other (deadlock_detected, serialization_failure). */
const givenUp = ['40P01', '40001'];

/** Runs `work` in a transaction, and again when PostgreSQL gave it up for the sake of another: nothing of it was stored then. */
export function transact<T>(db: Kysely<Schema>, work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
  return untilKept(() => db.transaction().execute(work));
}

/** The same for what is a transaction by itself. */
export async function untilKept<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const again = error instanceof pg.DatabaseError && givenUp.includes(error.code ?? '');
      if (!again || attempt === attempts) throw error;
    }
  }
}
