import type { Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Dialect } from './dialect.js';
import { openEnqueue } from './enqueue.js';
import { openJobs } from './jobs.js';
import { openLanes } from './lanes.js';
import { migrate } from './migrate.js';
import { openProduction } from './production.js';
import { openSandboxes } from './sandboxes.js';
import { openPrune } from './prune.js';
import { openNotes, openTasks } from './tasks.js';
import { openWakes } from './wakes.js';

/** The store over one database; the schema is brought up to date first. Closes the database when that fails. */
export async function openStore(dialect: Dialect, clock: () => Instant): Promise<Store> {
  const wakes = openWakes();
  try {
    await migrate(dialect);
    await dialect.listen(wakes.wake);
  } catch (error) {
    await dialect.close();
    throw error;
  }
  const jobs = openJobs(dialect);
  return {
    ...openLanes(dialect),
    ...openTasks(dialect.db),
    ...openNotes(dialect.db),
    ...openProduction(dialect.db),
    ...openSandboxes(dialect),
    ...jobs,
    finishJob: async (lane, job, result) => {
      await jobs.finishJob(lane, job, result);
      wakes.wake();
    },
    hurryLane: async (lane, now) => {
      await jobs.hurryLane(lane, now);
      wakes.wake();
    },
    enqueue: openEnqueue(dialect, { wake: wakes.wake, clock }),
    mark: wakes.mark,
    wait: wakes.wait,
    prune: openPrune(dialect),
    close: dialect.close,
  };
}
