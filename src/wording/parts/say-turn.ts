import type { About } from '../about.js';
import { askWords } from './ask-words.js';
import { joinBlocks } from './join-blocks.js';
import { listChoices } from './list-choices.js';
import { nameActors } from './name-actors.js';
import { sayGateState } from './say-gate-state.js';

/** Whose turn it is, what they do, and what they can type. */
export function sayTurn(about: About): string {
  const { words } = about;
  const { roles, said } = askWords(about);
  const who =
    roles.length === 0
      ? words.card.nextAlone
      : words.card.next(words.people.either(roles), nameActors(roles, about));
  return joinBlocks([`${who} ${said.todo}`, sayGateState(about), listChoices(said.choices)]);
}
