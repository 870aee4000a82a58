import { sql, type RawBuilder } from 'kysely';
import type { LineFigures, Store } from '#ports/store.js';
import type { Dialect } from './dialect.js';

interface Row {
  readonly line: string;
  readonly waiting: number;
  readonly held: number;
  readonly oldest: number | null;
}

/** Counts what waits and what is worked on, for whoever watches the server. */
export function openCensus({ db }: Pick<Dialect, 'db'>): Pick<Store, 'census'> {
  return {
    census: async ({ now, prefixes }) => {
      const { rows } = await sql<Row>`
        select line, sum(waiting) as waiting, sum(held) as held, min(since) as oldest from (
          select ${lineOf(prefixes)} as line,
            case when lease_until >= ${now} then 1 else 0 end as held,
            case when due <= ${now} and (lease_until is null or lease_until < ${now}) then 1 else 0 end as waiting,
            case when due <= ${now} and (lease_until is null or lease_until < ${now}) then due end as since
          from lanes where due is not null or lease_until is not null) as counted
        where line is not null group by line`.execute(db);
      const dead = db.selectFrom('jobs').where('state', '=', 'dead');
      const { count } = await dead.select(({ fn }) => fn.countAll().as('count')).executeTakeFirstOrThrow();
      const known = new Map(rows.map((row) => [row.line, row]));
      return { lines: prefixes.map((prefix) => figuresOf(prefix, known.get(prefix))), dead: Number(count) };
    },
  };
}

function figuresOf(prefix: string, row: Row | undefined): LineFigures {
  if (row === undefined) return { prefix, waiting: 0, held: 0, oldestDue: null };
  const { waiting, held, oldest } = row;
  return { prefix, waiting, held, oldestDue: oldest };
}

/** Compared by characters, as lanes are claimed. */
function lineOf(prefixes: readonly string[]): RawBuilder<string | null> {
  const cases = prefixes.map(
    (prefix) =>
      sql`when substr(key, 1, length(cast(${prefix} as text))) = cast(${prefix} as text) then cast(${prefix} as text)`,
  );
  return sql`case ${sql.join(cases, sql` `)} else null end`;
}
