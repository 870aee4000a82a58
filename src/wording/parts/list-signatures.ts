import type { Task } from '#process/task.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import { shortSha } from '../short-sha.js';
import type { Words } from '../words.js';
import { listItems } from './list-items.js';
import { nameLogin } from './name-login.js';
import { sayInstant } from './say-instant.js';

const budget = 8_000;

type Signed = Pick<Task, 'approvals' | 'estimate'>;

/** Who estimated and who agreed (what it cost is nobody's business but theirs), and every approval that counted, in the order of the steps. */
export function listSignatures(task: Signed, words: Words): string | null {
  const { record, stages, card } = words;
  const signed = task.approvals.filter(({ gate, override }) => override === null && gate !== 'discussion');
  const lines = signed.map(({ gate, role, by, head, note, at }) =>
    record.approved({
      step: stages[gate].step,
      by: nameLogin(by),
      role,
      head: head && shortSha(head),
      note: note === null || note.trim() === '' ? null : escapeMarkdown(note, 200),
      when: sayInstant(at, words),
    }),
  );
  return listItems([...sayAgreed(task, words), ...lines], { budget, more: card.more });
}

function sayAgreed({ estimate }: Signed, words: Words): readonly string[] {
  if (estimate === null) return [];
  const { record } = words;
  const { agreed } = estimate;
  const given = record.estimated(nameLogin(estimate.by), sayInstant(estimate.at, words));
  return agreed === null
    ? [given]
    : [given, record.agreed(nameLogin(agreed.by), sayInstant(agreed.at, words))];
}
