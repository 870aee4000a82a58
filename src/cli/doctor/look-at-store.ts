import { StoreProblem } from '#errors/store-problem.js';
import { openTasks } from '../open-tasks.js';
import type { Terminal } from '../terminal.js';
import { type Finding, note, problem, well } from './finding.js';

/** Whether the store is there, answers, and is of this version. */
export async function lookAtStore(variables: Terminal['variables']): Promise<Finding> {
  const place = variables['DATABASE_URL'] === undefined ? 'the embedded store' : 'the database';
  try {
    const reader = await openTasks(variables);
    await reader.close();
    return well(`${place} answers`);
  } catch (error) {
    if (!(error instanceof StoreProblem)) throw error;
    const { code, message } = error;
    // Before the first start there is none.
    return code === 'store_missing' ? note(code, message) : problem(code, message);
  }
}
