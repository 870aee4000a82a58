import type { Job } from '#ports/store.js';
import type { Login, Task } from '#process/task.js';
import type { Engine } from '../engine.js';

interface Telling {
  readonly task: Task | null;
  /** What would be said: a refusal's reason with its facts, or the word that was misspelt. */
  readonly what: string;
  readonly by: Login;
  readonly job: Pick<Job, 'id'>;
}

/**
 * Whether this person has not been told this reason yet where the task stands now. Told again after the task has moved; a
 * reaction is all that a repetition gets, so that nobody can fill an issue with our comments. A job that is tried again is not
 * its own repetition.
 */
export async function isFirstTelling(
  { store }: Pick<Engine, 'store'>,
  { task, what, by, job }: Telling,
): Promise<boolean> {
  if (task === null) return true;
  const noted = `told:${task.key}:${by.toLowerCase()}:${what}`;
  const where = `${task.stage}:${task.round}`;
  const [told, teller] = (await store.loadNote(noted))?.split('|') ?? [];
  if (told === where && teller !== String(job.id)) return false;
  await store.saveNote(noted, `${where}|${job.id}`);
  return true;
}
