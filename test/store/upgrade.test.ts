import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import type { Store } from '#ports/store.js';
import { canonical } from '#process/canonical.js';
import { foldChanges } from '#process/fold-journal.js';
import { newTask } from '#process/new-task.js';
import type { TaskKey } from '#process/task.js';
import { findBreak } from '#store/chain.js';
import { hashStatements } from '#store/migrate.js';
import { migrations } from '#store/migrations.js';
import { openPostgresStore, postgresSchema } from '#store/postgres/open-postgres-store.js';
import { openSqliteStore, sqliteSchema } from '#store/sqlite/open-sqlite-store.js';
import {
  createDatabase,
  describeOnPostgres,
  query,
  type Server,
  startPostgres,
} from '../support/postgres.js';
import { readSample, type Sample, sampleNames, statementsOf } from './sample-store.js';

const released = [
  // name, SQLite, PostgreSQL: one line for each migration, added with it and never changed.
  ['001-beginning', '062e1c86581dc3b3', 'fce4cf2d6d091881'],
  ['002-production-held', '5dbe59999f0f67ed', '5dbe59999f0f67ed'],
  ['003-sandbox-places', '9731322e3cd9d694', 'a4dbf1b545eec11c'],
  ['004-joined-jobs', '644996d5af785d0e', '644996d5af785d0e'],
  ['005-interventions', 'ef6d50a7c6333135', '8b4fb83890c1999a'],
  ['006-readings', 'bdab65922f8b1953', 'bdab65922f8b1953'],
] as const;

test('no migration that was released is edited', () => {
  const hashes = migrations.map(({ name, statements }) => [
    name,
    hashStatements(statements(sqliteSchema)).slice(0, 16),
    hashStatements(statements(postgresSchema)).slice(0, 16),
  ]);
  expect(hashes).toEqual(released);
});

test('there is a sample of every schema but the newest', () => {
  const lasts = sampleNames.map((name) => readSample(name).migrations.at(-1)?.name);
  // 004, 005 and 006 came in one version.
  const written = migrations.filter(({ name }) => name < '004');
  expect(lasts).toEqual(expect.arrayContaining(written.map(({ name }) => name)));
});

/** Everything in a sample is still there, can be read, and can be worked on. */
async function examine(store: Store, { tables }: Sample): Promise<void> {
  const tasks = tables['tasks'] ?? [];
  for (const { key } of tasks) await examineTask(store, key as TaskKey);
  for (const { name, value } of tables['notes'] ?? [])
    expect(await store.loadNote(name as string)).toBe(value);
  const dead = (tables['jobs'] ?? []).filter(({ state }) => state === 'dead').map(({ id }) => id);
  expect(dead.length).toBeGreaterThan(0);
  expect((await store.deadJobs(99)).map(({ id }) => id)).toEqual(dead.toReversed());
  expect(await store.stuckJobs(99)).toHaveLength(1);
  const intervention = { did: 'retried', at: 9e12, by: 'olga', why: null } as const;
  expect(await store.settleDead(dead[0] as number, { intervention, jobs: [] })).toBe(true);
  expect(await workOff(store)).toBe((tables['jobs'] ?? []).filter(({ state }) => state !== 'done').length);
}

async function examineTask(store: Store, key: TaskKey): Promise<void> {
  const [task, journal] = [await store.loadTask(key), await store.loadJournal(key)];
  if (task === null) throw new Error(`task ${key} is gone`);
  expect(findBreak(journal)).toBeNull();
  const { repository, number, title, version } = task;
  const begun = newTask({ repository, number, title });
  const folded = foldChanges(
    begun,
    journal.map(({ changes }) => changes),
  );
  expect(canonical(folded)).toBe(canonical(task));
  expect(journal).toHaveLength(version);
  expect(Object.keys(task)).toEqual(expect.arrayContaining(Object.keys(begun)));
  expect(await store.loadShown(key)).not.toBeNull();
}

/** Does whatever waits, whenever it is due. Resolves to how many jobs that were. */
async function workOff(store: Store): Promise<number> {
  const now = 9e12;
  let done = 0;
  for (;;) {
    const lane = await store.claimLane({ owner: 'me', now, leaseMs: 1_000, prefixes: [''] });
    if (lane === null) return done;
    for (let job = await store.nextJob(lane, now); job !== null; job = await store.nextJob(lane, now)) {
      await store.finishJob(lane, job, { now });
      done += 1;
    }
    await store.releaseLane(lane, now);
  }
}

describe('the embedded store', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'greenlight-sample-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  test.each(sampleNames)('a store of %s is upgraded, whole, and worked on', async (name) => {
    const sample = readSample(name);
    const database = new Database(join(directory, 'greenlight.db'));
    for (const statement of statementsOf(sample, sqliteSchema)) database.exec(statement);
    database.close();
    const store = await openSqliteStore({ directory });
    await examine(store, sample);
    await store.close();
  });
});

await describeOnPostgres('PostgreSQL', () => {
  let server: Server | null = null;
  afterAll(async () => server?.stop());

  test.each(sampleNames)(
    'a store of %s is upgraded, whole, and worked on',
    async (name) => {
      server ??= await startPostgres();
      const sample = readSample(name);
      const database = await createDatabase(server, `sample_${randomUUID().replaceAll('-', '')}`);
      const statements = statementsOf(sample, postgresSchema, 'overriding system value');
      const count = ['jobs', 'production'].map(
        (table) =>
          `select setval(pg_get_serial_sequence('${table}', 'id'), (select coalesce(max(id), 1) from ${table}))`,
      );
      await query(database.url, [...statements, ...count].join(';\n'));
      const store = await openPostgresStore({ url: database.url });
      await examine(store, sample);
      await store.close();
      await database.drop();
    },
    60_000,
  );
});
