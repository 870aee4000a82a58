import type { Store } from '#ports/store.js';
import type { Dialect } from './dialect.js';
import { lockRepository } from './lock-repository.js';

/** Places for sandboxes, where a repository says how many there are. */
export function openSandboxes({ change, transact }: Dialect): Pick<Store, 'takeSandbox' | 'giveSandbox'> {
  return {
    takeSandbox: ({ task, repository, most, now }) =>
      transact(async (tx) => {
        await lockRepository(tx, repository);
        await tx
          .insertInto('sandboxes')
          .values({ task, repository, since: now, granted: 0 })
          .onConflict((conflict) => conflict.column('task').doNothing())
          .execute();
        const queue = await tx
          .selectFrom('sandboxes')
          .select(['task', 'granted'])
          .where('repository', '=', repository)
          .orderBy('granted', 'desc')
          .orderBy('id')
          .execute();
        // Those who have a place stand first, so that whoever is among the first has or gets one.
        const place = queue.findIndex((one) => one.task === task);
        const granted = queue[place]?.granted === 1 || most === null || place < most;
        if (granted) await tx.updateTable('sandboxes').set({ granted: 1 }).where('task', '=', task).execute();
        return granted;
      }),
    giveSandbox: async (task) => {
      await change((db) => db.deleteFrom('sandboxes').where('task', '=', task).execute());
    },
  };
}
