import type { Event } from '#process/event.js';
import { refuse } from '#process/refuse.js';
import { withDelegations } from '#process/delegations.js';
import type { Task } from '#process/task.js';
import type { Engine } from './engine.js';
import { helpedJobs } from './help-jobs.js';
import { loadLetters } from './letters.js';
import type { Loaded } from './load-facts.js';

/**
 * `/retry`: takes up again what was given up for the task, when the person may. `false`: there was nothing, or they may not. `job`
 * is the request's: whoever goes on with it after a crash finds nothing left, and says all the same that it was done.
 */
export async function retryLetters(
  { store, clock, log }: Engine,
  asked: {
    job: number;
    task: Task;
    event: Extract<Event, { type: 'RetryRequested' }>;
    loaded: Loaded;
  },
): Promise<boolean> {
  const { job, task, event, loaded } = asked;
  const letters = await loadLetters(store, task.key);
  const noted = `once:letters:${job}`;
  if (letters.length === 0) return (await store.loadNote(noted)) !== null;
  if (refuse(task, event, withDelegations(task, loaded.facts)) !== null) return false;
  await store.saveNote(noted, event.by);
  const at = clock.now();
  const intervention = { did: 'retried', at, by: `@${event.by}`, why: null } as const;
  for (const letter of letters)
    await store.settleDead(letter.id, { intervention, jobs: helpedJobs(letter, at) });
  log.info({ task: task.key, by: event.by, jobs: letters.map(({ id }) => id) }, 'dead letters are retried');
  return true;
}
