import { parseArgs } from 'node:util';
import type { Settings } from '#config/settings.js';
import { loadGoodConfig } from '#engine/good-config.js';
import { placeInQueue } from '#engine/say/place-in-queue.js';
import type { TaskReader } from '#ports/task-reader.js';
import type { RepositoryRef } from '#process/task.js';
import { renderExplain } from '#wording/render-explain.js';
import type { CliCommand } from './cli-command.js';
import { findTask } from './find-task.js';
import { openTasks } from './open-tasks.js';
import { toPlainText } from './to-plain-text.js';

/** `greenlight explain`: what `/explain` answers on GitHub, from the store and without a request. */
export const explain: CliCommand = {
  usage: 'greenlight explain OWNER/REPO#NUMBER [--markdown]',
  help: 'Says why a task stands where it stands, what comes next, and who can do what.',
  run: async (args, { say, variables }) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { markdown: { type: 'boolean', default: false } },
    });
    const reader = await openTasks(variables);
    try {
      const task = await findTask(reader, positionals[0]);
      const { settings, problem } = await loadConfig(reader, task.repository);
      const journal = await reader.loadJournal(task.key);
      const queue = await placeInQueue({ store: reader }, task);
      const text = renderExplain({ task, journal, settings, problem, queue });
      say(values.markdown ? text : toPlainText(text));
      return 0;
    } finally {
      await reader.close();
    }
  },
};

/** The configuration as the server last read it. */
async function loadConfig(
  reader: TaskReader,
  repository: RepositoryRef,
): Promise<{ settings: Settings; problem: string | null }> {
  const problem = (await reader.loadNote(`config-problem:${repository.id}`)) ?? '';
  return {
    settings: await loadGoodConfig(reader, repository),
    problem: problem === '' ? null : problem,
  };
}
