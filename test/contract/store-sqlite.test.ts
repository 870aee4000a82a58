import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { Store } from '#ports/store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { contractOfStores } from './store.contract.js';
import { type Place, storedAt } from './store-place.js';

async function findDirectory(): Promise<Place> {
  const directory = mkdtempSync(join(tmpdir(), 'greenlight-store-'));
  let open: Store | null = null;
  return {
    open: async () => (open ??= await openSqliteStore({ directory, clock: () => storedAt })),
    close: async () => {
      await open?.close();
      open = null;
    },
    run: async (...statements) => {
      const database = new Database(join(directory, 'greenlight.db'));
      try {
        for (const statement of statements) database.exec(statement);
      } finally {
        database.close();
      }
    },
    unguard: ['drop trigger journal_no_update', 'drop trigger journal_no_delete'],
    remove: async () => rmSync(directory, { recursive: true }),
  };
}

contractOfStores(findDirectory);
