import { formsOf } from '#commands/forms-of.js';
import { nameForm } from '#commands/name-form.js';
import { registry } from '#commands/registry.js';
import type { Words } from '../words.js';

/** The registry is written in English. A command that comes to different things has words for each form, too. */
export const commands: Words['commands'] = Object.fromEntries(
  Object.entries(registry).flatMap(([word, entry]) => [
    [word, { usage: entry.usage, help: entry.help }] as const,
    ...formsOf(entry).map((form) => [nameForm(form), { usage: form.usage, help: form.help }] as const),
  ]),
);
