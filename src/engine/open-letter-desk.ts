import type { LetterDesk, Letter } from '#ports/letter-desk.js';
import type { DeadJob, Job, Store } from '#ports/store.js';
import type { Engine } from './engine.js';
import { helpedJobs } from './help-jobs.js';
import { laneKinds } from './lanes.js';

/** More than anybody reads at once. */
const most = 1_000;
const mostInterventions = 20;

/** The desk over a store. What is taken up again, or dropped, is gone from the card of its task. */
export function openLetterDesk({ store, clock, log }: Pick<Engine, 'store' | 'clock' | 'log'>): LetterDesk {
  const onDesk = async (job: Job, at: number | null): Promise<Letter> => {
    const { id, lane, kind, payload, attempts, received, error } = job;
    return { id, about: await nameSubject(store, job), lane, kind, payload, attempts, received, at, error };
  };
  const all = <One extends Job>(jobs: readonly One[], at: (job: One) => number | null) =>
    Promise.all(jobs.map((job) => onDesk(job, at(job))));
  return {
    list: async () => ({
      dead: await all<DeadJob>(await store.deadJobs(most), ({ givenUp }) => givenUp),
      stuck: await all(await store.stuckJobs(most), ({ due }) => due),
      interventions: await store.interventions(mostInterventions),
    }),
    settle: async ({ did, jobs, by, why }) => {
      const letters = (await store.deadJobs(most)).filter(({ id }) => jobs.includes(id));
      const settled: number[] = [];
      for (const letter of letters.sort((a, b) => a.id - b.id)) {
        const at = clock.now();
        const order = { intervention: { did, at, by, why }, jobs: helpedJobs(letter, at) };
        if (await store.settleDead(letter.id, order)) settled.push(letter.id);
      }
      log.info({ did, by, why, jobs: settled }, 'dead letters were settled');
      return settled;
    },
  };
}

const ofTasks = [laneKinds.decide, laneKinds.say, laneKinds.perform, laneKinds.watch];

/** As people name the task or the repository of a job. */
async function nameSubject(store: Pick<Store, 'loadTask'>, { lane, payload }: Job): Promise<string | null> {
  const prefix = ofTasks.find((kind) => lane.startsWith(kind));
  const task = prefix === undefined ? null : await store.loadTask(lane.slice(prefix.length));
  if (task !== null) return `${task.repository.owner}/${task.repository.name}#${task.number}`;
  const { repository, number, on } = (payload ?? {}) as {
    repository?: { owner: string; name: string };
    number?: number;
    on?: number;
  };
  if (repository === undefined) return null;
  const named = number ?? on;
  return `${repository.owner}/${repository.name}${named === undefined ? '' : `#${named}`}`;
}
