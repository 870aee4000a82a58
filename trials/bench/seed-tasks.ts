import { laneOf } from '#engine/lanes.js';
import type { Store } from '#ports/store.js';
import { newTask } from '#process/new-task.js';
import type { RepositoryRef, Task } from '#process/task.js';

const dayMs = 86_400_000;
/** The numbers of pull requests begin here, those of issues at 1. */
const firstChange = 1_000_000;

/** Puts open tasks of one repository into a store, each with a pull request and a timer, as its decisions would have left them. */
export async function seedTasks(store: Store, repository: RepositoryRef, count: number): Promise<void> {
  const now = Date.now();
  const tasks = Array.from({ length: count }, (_, index) => taskOf(repository, index + 1, now));
  const seedingLane = (task: Task): string => `seed:${task.key}`;
  const payload = null;
  for (let from = 0; from < tasks.length; from += 500)
    await store.enqueue(
      tasks.slice(from, from + 500).map((task) => ({
        lane: seedingLane(task),
        kind: 'seed',
        payload,
        due: now,
        dedupe: null,
      })),
    );
  const byLane = new Map(tasks.map((task) => [seedingLane(task), task]));
  for (;;) {
    const claim = { owner: 'seed', now: Date.now(), leaseMs: 60_000, prefixes: ['seed:'] };
    const lane = await store.claimLane(claim);
    if (lane === null) return;
    const task = byLane.get(lane.key);
    const job = await store.nextJob(lane, Date.now());
    if (task === undefined || job === null) throw new Error(`the lane ${lane.key} is not the seed's`);
    await store.finishJob(lane, job, {
      now,
      record: {
        task,
        entry: {
          at: now,
          event: {
            type: 'TaskProposed',
            by: 'maria',
            source: { comment: null, on: task.number },
          },
          actor: { login: 'maria', roles: ['manager'], bot: false },
          from: null,
          to: task.stage,
          because: { code: 'task_proposed' },
          operations: [],
          changes: task,
        },
      },
      jobs: [
        {
          lane: laneOf('decide', task.key),
          kind: 'event',
          payload: { type: 'wake', task: task.key },
          due: now + dayMs,
          dedupe: null,
        },
      ],
    });
    await store.releaseLane(lane, Date.now());
  }
}

function taskOf(repository: RepositoryRef, number: number, now: number): Task {
  const head = number.toString(16).padStart(40, '0');
  return {
    ...newTask({ repository, number, title: `Idea ${number}` }),
    version: 1,
    since: now,
    change: {
      number: firstChange + number,
      branch: `task/${number}-idea`,
      base: 'main',
      head,
      author: 'dan',
      draft: false,
      open: true,
      merged: false,
      fork: false,
      checks: { state: 'green', open: [] },
    },
  };
}
