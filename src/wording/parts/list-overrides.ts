import type { Approval } from '#process/task.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import type { Words } from '../words.js';
import { listItems } from './list-items.js';
import { sayInstant } from './say-instant.js';

const budget = 8_000;

/** Every override that was completed, with both reasons; `null` when there was none. */
export function listOverrides(overrides: readonly Approval[], words: Words): string | null {
  const { record, stages, card } = words;
  const lines = overrides.map(({ gate, override, at }) =>
    record.override({
      step: stages[gate].step,
      reasons: escapeMarkdown(override ?? '', 400),
      when: sayInstant(at, words),
    }),
  );
  return listItems(lines, { budget, more: card.more });
}
