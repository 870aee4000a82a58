import type { About } from '../about.js';
import { askWords } from './ask-words.js';
import { joinBlocks } from './join-blocks.js';
import { listChoices } from './list-choices.js';

/** What whoever is called can type, under a title of its own; without one, what to do goes first. */
export function listAnswers(about: About, title: string | null = null): string {
  const { said } = askWords(about);
  return joinBlocks([title === null ? said.todo : `**${title}**`, listChoices(said.choices)]);
}
