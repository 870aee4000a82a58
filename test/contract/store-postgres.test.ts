import { afterAll, beforeAll } from '@jest/globals';
import type { Store } from '#ports/store.js';
import { openPostgresStore } from '#store/postgres/open-postgres-store.js';
import {
  createDatabase,
  describeOnPostgres,
  query,
  type Server,
  startPostgres,
} from '../support/postgres.js';
import { contractOfStores } from './store.contract.js';
import { type Place, storedAt } from './store-place.js';

let server: Server;
let made = 0;

async function findDatabase(): Promise<Place> {
  const database = await createDatabase(server, `greenlight_contract_${process.pid}_${(made += 1)}`);
  const { url } = database;
  let opened: Store[] = [];
  return {
    open: async () => {
      const store = await openPostgresStore({ url, clock: () => storedAt });
      opened.push(store);
      return store;
    },
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      opened = [];
    },
    run: async (...statements) => {
      for (const statement of statements) await query(url, statement);
    },
    unguard: ['drop trigger journal_guard on journal'],
    remove: database.drop,
  };
}

await describeOnPostgres('the store on PostgreSQL', () => {
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);

  afterAll(() => server.stop());

  contractOfStores(findDatabase);
});
