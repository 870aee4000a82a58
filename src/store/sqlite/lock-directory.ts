import { join } from 'node:path';
import Database from 'libsql';
import { StoreProblem } from '#errors/store-problem.js';

/**
 * Locks the directory for this process and returns what unlocks it. Throws `store_busy` when it is locked already. The lock is
 * an open transaction on a database that holds nothing: it ends with the process, however that ends. The store's own database
 * would not do: `libsql` keeps a closed one's locks until it is collected as garbage, and this one's end with the rollback.
 */
export function lockDirectory(directory: string): () => void {
  const lock = new Database(join(directory, 'greenlight.lock'));
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw cause;
    throw new StoreProblem('store_busy', `another process has the store in ${directory} open`, { cause });
  }
  return () => {
    if (!lock.open) return;
    if (lock.inTransaction) lock.exec('rollback');
    lock.close();
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
