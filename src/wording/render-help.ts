import { registry } from '#commands/registry.js';
import type { Settings } from '#config/settings.js';
import type { Request } from '#process/event.js';
import type { Role } from '#process/role.js';
import type { Task } from '#process/task.js';
import { type Asker, canAskNow, canEverAsk } from './can-ask.js';
import { fold } from './parts/fold.js';
import { joinBlocks } from './parts/join-blocks.js';
import { codeSpan } from './safety/code-span.js';
import { speak } from './speak.js';
import type { Words } from './words.js';

/** The answer to `/help`: what this person can do here and now, and, folded up, at other steps. */
export function renderHelp({
  task,
  roles,
  settings,
}: {
  task: Task;
  /** The roles of whoever asks. */
  roles: readonly Role[];
  /** With them, the roles count that this repository asks at each step. */
  settings?: Settings;
}): string {
  const { replies, stages, commands } = speak(settings?.language);
  const { help } = replies;
  const asker: Asker = { task, roles, settings: settings ?? null };
  const words = Object.keys(registry);
  const now = words.filter((word) => isFor(word, (type) => canAskNow(type, asker)));
  const later = words.filter((word) => isFor(word, (type) => canEverAsk(type, asker)) && !now.includes(word));
  return joinBlocks([
    roles.length === 0 ? help.noRole : help.yourRoles(roles),
    help.here(stages[task.stage].step),
    listCommands(now, commands),
    help.how,
    later.length === 0 ? null : fold(help.elsewhere, listCommands(later, commands)),
  ]);
}

function isFor(word: string, can: (type: Request['type']) => boolean): boolean {
  const asks = registry[word]?.asks;
  if (asks === 'StatusAsked' || asks === 'HelpAsked') return true;
  return asks !== undefined && can(asks);
}

function listCommands(words: readonly string[], commands: Words['commands']): string {
  return words
    .map((word) => commands[word])
    .filter((entry) => entry !== undefined)
    .map(({ usage, help }) => `- ${codeSpan(usage)} — ${help}`)
    .join('\n');
}
