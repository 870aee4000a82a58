import { GitHubFault } from '#errors/github-fault.js';
import type { Settings } from '#config/settings.js';
import type { Login, Task } from '#process/task.js';
import type { Engine } from '../engine.js';

/** GitHub takes no more. */
const mostAssignees = 10;

/**
 * Gives the issue to its developers, which GitHub tells them: the author of the change once there is one, else whoever the
 * configuration names. Returns those who could not be given it and have to be called otherwise.
 */
export async function assignDevelopers(
  { github, store }: Pick<Engine, 'github' | 'store'>,
  { task, settings, id }: { task: Task; settings: Settings; id: string },
): Promise<readonly Login[]> {
  const wanted = developersOf(task, settings);
  if (wanted.length === 0) return [];
  const noted = `assigned:${task.key}`;
  const before = await store.loadNote(noted);
  try {
    const again = before !== null && before !== id;
    const assigned = await github.assign(task.repository, task.number, { logins: wanted, again });
    await store.saveNote(noted, id);
    const taken = assigned.map((login) => login.toLowerCase());
    return wanted.filter((login) => !taken.includes(login.toLowerCase()));
  } catch (error) {
    if (error instanceof GitHubFault && error.kind !== 'retry') return wanted;
    throw error;
  }
}

function developersOf({ change }: Task, { roles: { developer } }: Settings): readonly Login[] {
  if (change !== null) return [change.author];
  return developer.kind === 'people' ? developer.users.slice(0, mostAssignees) : [];
}
