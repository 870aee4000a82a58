import type { Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import { openCensus } from './census.js';
import type { Dialect } from './dialect.js';
import { openDeadLetters } from './dead-letters.js';
import { openEnqueue } from './enqueue.js';
import { openJobs } from './jobs.js';
import { openLastReceived } from './last-received.js';
import { openLanes } from './lanes.js';
import { migrate } from './migrate.js';
import { openProduction } from './production.js';
import { openSandboxes } from './sandboxes.js';
import { openPrune } from './prune.js';
import { openReadings } from './readings.js';
import { openNotes, openNoting, openTasks } from './tasks.js';
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
  const jobs = openJobs(dialect, clock);
  const letters = openDeadLetters(dialect);
  return {
    ...openLanes(dialect),
    ...openTasks(dialect.db),
    ...openNotes(dialect.db),
    ...openNoting(dialect, clock),
    ...openReadings(dialect),
    ...openProduction(dialect.db),
    ...openSandboxes(dialect),
    ...jobs,
    ...letters,
    settleDead: async (job, order) => {
      const settled = await letters.settleDead(job, order);
      wakes.wake();
      return settled;
    },
    finishJob: async (lane, job, result) => {
      await jobs.finishJob(lane, job, result);
      wakes.wake();
    },
    buryJob: async (lane, job, last) => {
      await jobs.buryJob(lane, job, last);
      wakes.wake();
    },
    hurryLane: async (lane, now) => {
      await jobs.hurryLane(lane, now);
      wakes.wake();
    },
    enqueue: openEnqueue(dialect, { wake: wakes.wake, clock }),
    mark: wakes.mark,
    wait: wakes.wait,
    ...openPrune(dialect, clock),
    ...openCensus(dialect),
    ...openLastReceived(dialect),
    time: dialect.time,
    close: dialect.close,
  };
}
