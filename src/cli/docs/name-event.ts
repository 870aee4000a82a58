import { formsOf } from '#commands/forms-of.js';
import { registry } from '#commands/registry.js';
import type { EventType } from '#process/event.js';
import { renderCode } from './markdown.js';
import { toWords } from './to-words.js';

/** An event as people cause it: by the command that asks for it; else in the words of its name. */
export function nameEvent(type: EventType): string {
  const words = Object.entries(registry).flatMap(([word, entry]) =>
    formsOf(entry)
      .filter(({ asks }) => asks === type)
      .map(({ usage }) => (entry.forms === undefined ? `/${word}` : usage)),
  );
  return words.length === 0 ? toWords(type) : words.map(renderCode).join(', ');
}
