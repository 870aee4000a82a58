import type { Store } from '#ports/store.js';
import type { Dialect } from './dialect.js';

/** By what was stored last a clock that was set back is known. */
export function openLastReceived({ db }: Pick<Dialect, 'db'>): Pick<Store, 'lastReceived'> {
  return {
    lastReceived: async () => {
      const newest = db.selectFrom('jobs').select('received').orderBy('id', 'desc').limit(1);
      return (await newest.executeTakeFirst())?.received ?? null;
    },
  };
}
