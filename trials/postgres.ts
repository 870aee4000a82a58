import {
  findPostgres,
  type PostgresServer,
  query,
  startTemporaryPostgres,
  urlOf,
} from './temporary-postgres.js';

/** A PostgreSQL server for a trial; every call makes an empty database and resolves to its address. */
export interface TrialPostgres {
  readonly createDatabase: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** The server of `DATABASE_URL`, else a temporary one that writes to the disk as it does in service; `null` when none can be had. */
export async function startPostgres(given: string | undefined): Promise<TrialPostgres | null> {
  if (given !== undefined) return served({ url: given, stop: () => Promise.resolve() });
  const bin = findPostgres();
  return bin === null ? null : served(await startTemporaryPostgres(bin, { isDurable: true }));
}

function served({ url, stop }: PostgresServer): TrialPostgres {
  const made: string[] = [];
  return {
    createDatabase: async () => {
      const name = `greenlight_trial_${process.pid}_${made.length}`;
      await query(url, `create database ${name}`);
      made.push(name);
      return urlOf(url, name);
    },
    stop: async () => {
      for (const name of made) await query(url, `drop database ${name} with (force)`);
      await stop();
    },
  };
}
