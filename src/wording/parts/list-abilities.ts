import { formsOf } from '#commands/forms-of.js';
import { nameForm } from '#commands/name-form.js';
import { registry } from '#commands/registry.js';
import { type Role, roles } from '#process/role.js';
import type { Command } from '#commands/command.js';
import { isQuestion } from '#commands/is-question.js';
import type { About } from '../about.js';
import type { Words } from '../words.js';
import { canAskNow } from '../can-ask.js';
import { codeSpan } from '../safety/code-span.js';
import { listItems } from './list-items.js';
import { nameActors } from './name-actors.js';

const budget = 6_000;

/** What each role can do now, by the words of the commands; and what everybody can. */
export function listAbilities(about: About): string | null {
  const { settings, words } = about;
  const lines = roles
    .filter((role) => settings?.roles[role].kind !== 'nobody')
    .map((role) => ({ role, commands: commandsOf(about, role) }))
    .filter(({ commands }) => commands.length > 0)
    .map(({ role, commands }) =>
      words.explain.canDo(role, nameActors([role], about), commands.map(codeSpan).join(', ')),
    );
  const questions = usages(words, (asks) => isQuestion(asks));
  const all = [...lines, words.explain.everybody(questions.map(codeSpan).join(', '))];
  return listItems(all, { budget, more: words.card.more });
}

function commandsOf({ task, settings, problem, words }: About, role: Role): readonly string[] {
  return usages(
    words,
    (asks) => !isQuestion(asks) && canAskNow(asks, { task, settings, problem, roles: [role] }),
  );
}

function usages({ commands }: Words, fits: (asks: Command['type']) => boolean): readonly string[] {
  return Object.values(registry)
    .flatMap(formsOf)
    .filter(({ asks }) => fits(asks))
    .map((form) => commands[nameForm(form)]?.usage ?? form.usage);
}
