import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements are few: what is written in many ways is left out by its length. */
const mostStatements = 200;
const mostCharacters = 2_000;

/** A database that prepares the same text once: Kysely asks for each statement anew. Only for one statement at a time. */
export function keepStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare: (text) => {
      const known = kept.get(text);
      if (known !== undefined) return known;
      const statement = database.prepare(text);
      if (kept.size < mostStatements && text.length <= mostCharacters) kept.set(text, statement);
      return statement;
    },
    close: () => {
      kept.clear();
      database.close();
    },
  };
}
