import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inspectStore } from '#store/open-reader.js';
import { openPostgresStore } from '#store/postgres/open-postgres-store.js';
import { aJob, claim, everything, next } from '../contract/store-place.js';
import { aRecord, aTask } from '../support/a-task.js';
import {
  createDatabase,
  describeOnPostgres,
  programOf,
  query,
  type Server,
  startPostgres,
} from '../support/postgres.js';

const run = promisify(execFile);
let server: Server;
let directory: string;

await describeOnPostgres('a backup of the store on PostgreSQL, as docs/operations.md makes it', () => {
  beforeAll(async () => {
    server = await startPostgres();
    directory = await mkdtemp(join(tmpdir(), 'postgres-backup-'));
  }, 60_000);

  afterAll(async () => {
    await rm(directory, { recursive: true });
    await server.stop();
  });

  test('is made while a server works, and goes on where it was made: tasks, journals, jobs, and what numbers them', async () => {
    const [file, name] = [join(directory, 'greenlight.dump'), `greenlight_backup_${process.pid}`];
    const [from, to] = [await createDatabase(server, `${name}_a`), await createDatabase(server, `${name}_b`)];
    const store = await openPostgresStore({ url: from.url });
    const task = aTask(12);
    await store.enqueue([aJob('task:12'), aJob('task:13', { dedupe: 'guid-1', payload: 'open' })]);
    const lane = await claim(store, { prefixes: ['task:12'] });
    await store.finishJob(lane, await next(store, lane), { now: 1_000, record: aRecord(task) });

    await run(programOf('pg_dump'), ['--format=custom', '--file', file, from.url]);
    await run(programOf('pg_restore'), ['--no-owner', '--dbname', to.url, file]);
    await store.close();

    expect(await inspectStore({ databaseUrl: to.url, directory: '' })).toEqual({ tasks: 1, entries: 1 });
    const restored = await openPostgresStore({ url: to.url });
    expect(await restored.loadTask(task.key)).toEqual(task);
    expect(await restored.enqueue([aJob('task:13', { dedupe: 'guid-1' })])).toEqual(['duplicate']);
    expect(await restored.enqueue([aJob('task:13', { payload: 'later' })])).toEqual(['new']);
    const left = await claim(restored, { prefixes: everything });
    const first = await next(restored, left);
    expect(first.payload).toBe('open');
    await restored.finishJob(left, first, { now: 1_000 });
    expect((await next(restored, left)).payload).toBe('later');
    // What keeps the journal as it was written was restored, too.
    await expect(query(to.url, 'delete from journal')).rejects.toThrow('append-only');
    await restored.close();
    await Promise.all([from.drop(), to.drop()]);
  });
});
