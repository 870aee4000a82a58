import type { Store } from '#ports/store.js';
import type { Dialect } from './dialect.js';

/** What was last read of repositories on GitHub. */
export function openReadings({
  db,
  transact,
}: Pick<Dialect, 'db' | 'transact'>): Pick<Store, 'loadReadings' | 'saveReadings'> {
  return {
    loadReadings: (repository) =>
      db
        .selectFrom('readings')
        .select(['name', 'etag', 'value'])
        .where('repository', '=', repository)
        .execute(),
    saveReadings: (repository, readings) =>
      transact(async (tx) => {
        for (const { name, etag, value } of readings) {
          if (value === null)
            await tx
              .deleteFrom('readings')
              .where('repository', '=', repository)
              .where('name', '=', name)
              .execute();
          else
            await tx
              .insertInto('readings')
              .values({ repository, name, etag, value })
              .onConflict((conflict) => conflict.columns(['repository', 'name']).doUpdateSet({ etag, value }))
              .execute();
        }
      }),
  };
}
