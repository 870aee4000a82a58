import type { Settings } from '#config/settings.js';
import type { Task } from '#process/task.js';
import type { Help } from './about.js';
import { joinBlocks } from './parts/join-blocks.js';
import { listMentions } from './parts/list-mentions.js';
import { tellHelp } from './parts/say-needed-help.js';
import { codeSpan } from './safety/code-span.js';
import { speak } from './speak.js';

interface HelpInput {
  readonly task: Task;
  readonly settings: Settings;
  readonly help: Help;
  readonly mentions: readonly string[];
}

/** The comment that calls whoever runs the server to a task for which something was given up. */
export function sayHelp({ task, settings, help, mentions }: HelpInput): string {
  const words = speak(settings.language);
  const { owner, name } = task.repository;
  return joinBlocks([
    listMentions(mentions),
    tellHelp(help, words),
    words.help.onServer(codeSpan(`greenlight ops list --task ${owner}/${name}#${task.number}`)),
  ]);
}
