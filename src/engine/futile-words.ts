import type { Login, Task, TaskKey } from '#process/task.js';
import { lentRoles } from '#process/delegations.js';
import type { Engine } from './engine.js';
import { loadRoles } from './load-roles.js';

/** Words of one person on one task within an hour that may come to nothing; what comes after them is left unanswered. */
const mostInHour = 20;
const hourMs = 3_600_000;
const noteOf = (task: TaskKey, by: Login): string => `futile:${task}:${by.toLowerCase()}`;

type Noted = Pick<Engine, 'store' | 'clock'>;

/** Counts a command of somebody without a role here, a question, or a misspelt word. */
export async function countFutile(engine: Noted, task: TaskKey, by: Login): Promise<void> {
  const { since, count } = await load(engine, task, by);
  await engine.store.saveNote(noteOf(task, by), `${since}|${count + 1}`);
}

/** Whether this person has said so much to no effect that no more is answered for now. No request. */
export async function isTiring(engine: Noted, task: TaskKey, by: Login): Promise<boolean> {
  return (await load(engine, task, by)).count >= mostInHour;
}

/** Somebody tiring may have been given a role meanwhile. What was asked of GitHub within a minute is not asked again. */
export async function isWithoutRole(engine: Engine, task: Task, by: Login): Promise<boolean> {
  const { repository } = task;
  if (lentRoles(task, by, engine.clock.now()).length > 0) return false;
  const { settings } = await engine.configs.of(repository);
  return (await loadRoles(engine.github, { repository, login: by, settings })).length === 0;
}

async function load(
  { store, clock }: Noted,
  task: TaskKey,
  by: Login,
): Promise<{ since: number; count: number }> {
  const now = clock.now();
  const [since = 0, count = 0] = (await store.loadNote(noteOf(task, by)))?.split('|').map(Number) ?? [];
  return now - since < hourMs ? { since, count } : { since: now, count: 0 };
}
