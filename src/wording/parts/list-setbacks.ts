import type { Rejection, Task } from '#process/task.js';
import type { Recorded } from '../recorded.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import type { Words } from '../words.js';
import { isConflict } from './is-conflict.js';
import { listItems } from './list-items.js';
import { nameLogin } from './name-login.js';
import { sayInstant } from './say-instant.js';

const budget = 8_000;

/** Rounds and rollbacks, and every time that the work was sent back, in the words of whoever did. */
export function listSetbacks(
  { round, rollbacks }: Pick<Task, 'round' | 'rollbacks'>,
  journal: readonly Recorded[],
  words: Words,
): string | null {
  const { record, card } = words;
  const lines = journal.flatMap(({ changes }) =>
    changes.rejection ? [sayBack(changes.rejection, words)] : [],
  );
  return listItems([record.counts(round, rollbacks), ...lines], { budget, more: card.more });
}

function sayBack(rejection: Rejection, words: Words): string {
  const { gate, by, at, reason } = rejection;
  const why = isConflict(rejection) ? words.card.conflict : escapeMarkdown(reason, 300);
  return words.record.back({
    step: words.stages[gate].step,
    by: nameLogin(by),
    when: sayInstant(at, words),
    why: why === '' ? null : why,
  });
}
