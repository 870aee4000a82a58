import { parseArgs } from 'node:util';
import { defaultSettings, parseConfig } from '#config/parse-config.js';
import type { Settings } from '#config/settings.js';
import { UserError } from '#errors/user-error.js';
import type { CliCommand } from '../cli-command.js';
import { findTask } from '../find-task.js';
import { openTasks } from '../open-tasks.js';
import { readTextFile } from '../read-text-file.js';
import { judgeAgain, type Rejudged } from './judge-again.js';
import { sayRejudged } from './say-rejudged.js';

/** `greenlight replay`: whether another configuration would have decided otherwise, and where. */
export const replay: CliCommand = {
  usage: 'greenlight replay OWNER/REPO#NUMBER [--config FILE]',
  help: 'Decides a task’s whole journal again: with FILE, whether that configuration would have decided otherwise, and where.',
  run: async (args, { say, variables }) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { config: { type: 'string' } },
    });
    const config = values.config === undefined ? null : await readConfig(values.config);
    const reader = await openTasks(variables);
    try {
      const task = await findTask(reader, positionals[0]);
      const judged = judgeAgain(task, await reader.loadJournal(task.key), config);
      for (const one of judged.filter(({ kind }) => kind !== 'same'))
        say(sayRejudged(one, config ?? defaultSettings));
      for (const line of sum(judged, config !== null)) say(line);
      return judged.some(({ kind }) => kind === 'other') ? 1 : 0;
    } finally {
      await reader.close();
    }
  },
};

async function readConfig(file: string): Promise<Settings> {
  const parsed = parseConfig(await readTextFile(file));
  if (!parsed.ok) throw new UserError('config_unusable', { about: file });
  return parsed.settings;
}

function sum(judged: readonly Rejudged[], other: boolean): readonly string[] {
  const count = (kind: Rejudged['kind']): number => judged.filter((one) => one.kind === kind).length;
  const what = other ? 'this configuration' : 'this version of Greenlight';
  return [
    `${judged.length} decisions: ${count('same')} the same with ${what}, ${count('other')} otherwise, ${count('unknown')} cannot be judged.`,
    'Each is judged from where the task really stood. What was refused is not in the journal, so it is not judged.',
  ];
}
