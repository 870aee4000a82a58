// Writes what an embedded store holds as the sample of its schema version, for test/store/upgrade.test.ts to upgrade from then on:
//   node scripts/keep-sample-store.mjs DIRECTORY test/store/samples/NAME.json
// Run it on the store of a real run (of the demo, say) with the last version that does not have the next migration yet; one dead job,
// one that failed and one done are chosen from what is there. Nothing may run on the store.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';

const [directory, file] = process.argv.slice(2);
const database = new Database(join(directory, 'greenlight.db'), { readonly: true });
const names = database.prepare(
  `select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name <> 'migrations' order by name`,
);
const migrations = database.prepare('select name, sha256 from migrations order by name').all();
const tables = Object.fromEntries(
  names.all().map(({ name }) => [name, database.prepare(`select * from ${name}`).all()]),
);
// Done jobs are all alike.
const done = tables.jobs.filter(({ state }) => state === 'done');
tables.jobs = tables.jobs.filter((job) => job.state !== 'done' || done.indexOf(job) < 20);
const [dead, failed] = done.slice(20).filter(({ kind }) => kind === 'event');
if (dead)
  tables.jobs.push({ ...dead, state: 'dead', payload: '{"type":"wake","task":"gone#1"}', error: 'kept' });
if (failed) {
  const begun = { state: 'ready', begun: 1, attempts: 3, error: 'kept', finished: null };
  tables.jobs.push({ ...failed, ...begun, payload: '{"type":"wake","task":"gone#1"}', lane: 'task:gone#1' });
  tables.lanes.push({ ...tables.lanes[0], key: 'task:gone#1', due: 1, lease_owner: null, lease_until: null });
}
database.close();
writeFileSync(file, `${JSON.stringify({ migrations, tables })}\n`);
