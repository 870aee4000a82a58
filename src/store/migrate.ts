import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { StoreProblem } from '#errors/store-problem.js';
import type { Dialect } from './dialect.js';
import { type Migration, migrations } from './migrations.js';
import type { Schema } from './schema.js';

/** Brings the database to the present schema. Throws `StoreProblem` when it was written by a newer Greenlight, or a migration was edited. */
export async function migrate(dialect: Dialect): Promise<void> {
  await dialect.migrateAlone(async (tx) => {
    await sql`create table if not exists migrations (name text primary key, sha256 text not null)`.execute(
      tx,
    );
    const applied = await appliedTo(tx);
    refuseUnknown(applied);
    for (const migration of migrations) await apply(tx, dialect, { migration, applied });
  });
}

async function appliedTo(tx: Transaction<Schema>): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ name: string; sha256: string }>`select name, sha256 from migrations`.execute(
    tx,
  );
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]));
}

function refuseUnknown(applied: ReadonlyMap<string, string>): void {
  const unknown = [...applied.keys()].find(
    (name) => !migrations.some((migration) => migration.name === name),
  );
  if (unknown !== undefined)
    throw new StoreProblem(
      'store_newer',
      `the store has the migration ${unknown}, which this version does not know`,
    );
}

async function apply(
  tx: Transaction<Schema>,
  dialect: Dialect,
  { migration, applied }: { migration: Migration; applied: ReadonlyMap<string, string> },
): Promise<void> {
  const statements = migration.statements(dialect);
  const sha256 = hashStatements(statements);
  const known = applied.get(migration.name);
  if (known === sha256) return;
  if (known !== undefined)
    throw new StoreProblem('store_edited', `the migration ${migration.name} was edited after it was applied`);
  for (const statement of statements) await sql.raw(statement).execute(tx);
  await sql`insert into migrations (name, sha256) values (${migration.name}, ${sha256})`.execute(tx);
}

/** By this an edited migration is told. */
export function hashStatements(statements: readonly string[]): string {
  return createHash('sha256').update(statements.join(';\n')).digest('hex');
}
