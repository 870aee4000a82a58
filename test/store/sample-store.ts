import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '#store/dialect.js';
import { hashStatements } from '#store/migrate.js';
import { migrations } from '#store/migrations.js';

const directory = 'test/store/samples';

/** What a store of an earlier schema held, kept by scripts/keep-sample-store.mjs. */
export interface Sample {
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>;
}

export const sampleNames = readdirSync(directory)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''));

export function readSample(name: string): Sample {
  return JSON.parse(readFileSync(join(directory, `${name}.json`), 'utf8')) as Sample;
}

/** The statements that make the store of a sample, as the version made it that wrote it. */
export function statementsOf(
  { migrations: applied, tables }: Sample,
  dialect: Pick<Dialect, 'numbered' | 'guardJournal'>,
  numbering: 'plain' | 'overriding system value' = 'plain',
): readonly string[] {
  const steps = migrations.filter(({ name }) => applied.some((one) => one.name === name));
  return [
    'create table migrations (name text primary key, sha256 text not null)',
    ...steps.flatMap((step) => step.statements(dialect)),
    ...steps.map(
      (step) =>
        `insert into migrations values ('${step.name}', '${hashStatements(step.statements(dialect))}')`,
    ),
    ...Object.entries(tables).flatMap(([table, rows]) =>
      rows.map((row) => insert(table, row, numbering === 'plain' ? '' : numbering)),
    ),
  ];
}

function insert(
  table: string,
  row: Readonly<Record<string, string | number | null>>,
  numbering: string,
): string {
  const values = Object.values(row).map((value) =>
    typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value),
  );
  return `insert into ${table} (${Object.keys(row).join(', ')}) ${numbering} values (${values.join(', ')})`;
}
