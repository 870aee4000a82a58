import { setImmediate } from 'node:timers/promises';
import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { Dialect } from '../dialect.js';
import type { Schema } from '../schema.js';
import type { Sync } from './open-sync.js';

type Tx = Transaction<Schema>;

interface Waiting {
  /** Does the work; resolves to what tells its caller, once everything is on the disk. */
  readonly run: (tx: Tx) => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}

/**
 * Transactions that are committed together and reach the disk together: it takes as long for many as for one, and there is but one
 * connection. One that fails takes back its own changes only; when the commit fails, all of it have failed. The database works in
 * this very thread and leaves it to `sync` to wait for the disk, so that others are worked on meanwhile; callers are told
 * after it.
 */
export function openTransact(db: Kysely<Schema>, sync: Sync): Dialect['transact'] {
  let waiting: Waiting[] = [];
  let committing = false;

  async function flush(): Promise<void> {
    committing = true;
    while (waiting.length > 0) {
      await everybodyHere();
      const group = waiting;
      waiting = [];
      await commit(group);
    }
    committing = false;
  }

  /** What arrived while the database worked is read only now, and joins. */
  async function everybodyHere(): Promise<void> {
    let before = waiting.length;
    do {
      before = waiting.length;
      await setImmediate();
    } while (waiting.length > before);
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    const rejectAll = (error: unknown): void => {
      for (const { reject } of group) reject(error);
    };
    try {
      const tell = await db.transaction().execute(async (tx) => {
        // One alone fails with its transaction.
        if (group.length === 1) return Promise.all(group.map(({ run }) => run(tx)));
        const told: (() => void)[] = [];
        for (const one of group) told.push(await apart(tx, one));
        return told;
      });
      void sync().then(() => {
        for (const one of tell) one();
      }, rejectAll);
    } catch (error) {
      rejectAll(error);
    }
  }

  return <T>(work: (tx: Tx) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const run = async (tx: Tx): Promise<() => void> => {
        const result = await work(tx);
        return () => resolve(result);
      };
      waiting.push({ run, reject });
      if (!committing) void flush();
    });
}

const savepoint = CompiledQuery.raw('savepoint work');
const release = CompiledQuery.raw('release work');
const rollback = CompiledQuery.raw('rollback to work');

async function apart(tx: Tx, { run, reject }: Waiting): Promise<() => void> {
  await tx.executeQuery(savepoint);
  try {
    const tell = await run(tx);
    await tx.executeQuery(release);
    return tell;
  } catch (error) {
    await tx.executeQuery(rollback);
    await tx.executeQuery(release);
    return () => reject(error);
  }
}
