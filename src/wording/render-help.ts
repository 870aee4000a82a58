import { isQuestion } from '#commands/is-question.js';
import { formsOf } from '#commands/forms-of.js';
import { nameForm } from '#commands/name-form.js';
import { type Form, registry } from '#commands/registry.js';
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
  const forms = Object.values(registry).flatMap(formsOf);
  const now = forms.filter((form) => isFor(form, (type) => canAskNow(type, asker)));
  const later = forms.filter((form) => isFor(form, (type) => canEverAsk(type, asker)) && !now.includes(form));
  return joinBlocks([
    roles.length === 0 ? help.noRole : help.yourRoles(roles),
    help.here(stages[task.stage].step),
    listCommands(now, commands),
    help.how,
    later.length === 0 ? null : fold(help.elsewhere, listCommands(later, commands)),
  ]);
}

function isFor({ asks }: Form, can: (type: Request['type']) => boolean): boolean {
  return isQuestion(asks) || can(asks);
}

function listCommands(forms: readonly Form[], commands: Words['commands']): string {
  return forms
    .map((form) => commands[nameForm(form)])
    .filter((entry) => entry !== undefined)
    .map(({ usage, help }) => `- ${codeSpan(usage)} — ${help}`)
    .join('\n');
}
