import type { Store } from '#ports/store.js';
import type { Dialect } from './dialect.js';
import { openEnqueue } from './enqueue.js';
import { insertJobs, lockLane, openJobs, openLanes } from './lanes.js';
import { migrate } from './migrate.js';
import { insertRecord } from './record.js';
import { openNotes, openTasks } from './tasks.js';
import { openWakes } from './wakes.js';

/** The store over one database; the schema is brought up to date first. */
export async function openStore(dialect: Dialect): Promise<Store> {
  await migrate(dialect);
  const { db } = dialect;
  const wakes = openWakes();
  await dialect.listen(wakes.wake);

  return {
    ...openLanes(dialect),
    ...openJobs(dialect),
    ...openTasks(db),
    ...openNotes(db),
    enqueue: openEnqueue(dialect, wakes),
    mark: wakes.mark,
    wait: wakes.wait,

    finishJob: async (lane, job, { now, record, jobs = [] }) => {
      await db.transaction().execute(async (tx) => {
        await lockLane(tx, lane);
        const granted = record ? await insertRecord(tx, record, now) : [];
        await tx
          .updateTable('jobs')
          .set({ state: 'done', payload: 'null', error: null })
          .where('id', '=', job.id)
          .execute();
        await insertJobs(tx, [...jobs, ...granted], now);
        if (jobs.length + granted.length > 0) await dialect.announce(tx);
      });
      wakes.wake();
    },

    close: () => dialect.close(),
  };
}
