import { type RawBuilder, sql } from 'kysely';

/** Compared by characters: `like` would read `_` and `%` of a prefix as patterns. */
export function startsWith(column: 'key' | 'name', prefixes: readonly string[]): RawBuilder<boolean> {
  if (prefixes.length === 0) return sql<boolean>`1 = 0`;
  const tests = prefixes.map(
    (prefix) => sql`substr(${sql.ref(column)}, 1, length(cast(${prefix} as text))) = cast(${prefix} as text)`,
  );
  return sql<boolean>`(${sql.join(tests, sql` or `)})`;
}
