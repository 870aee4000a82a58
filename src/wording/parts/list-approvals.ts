import type { Approval, Task } from '#process/task.js';
import { shortSha } from '../short-sha.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import type { Words } from '../words.js';
import { listItems } from './list-items.js';
import { nameLogin } from './name-login.js';

const budget = 6_000;

/** Who approved what in this round, and on which commit; `null` when nobody has. The estimate is said elsewhere. */
export function listApprovals({ approvals }: Pick<Task, 'approvals'>, words: Words): string | null {
  const said = approvals
    .filter(({ gate, override }) => gate !== 'discussion' || override !== null)
    .map((approval) => sayApproval(approval, words));
  return listItems([...new Set(said)], { budget, more: words.card.more });
}

function sayApproval(approval: Approval, words: Words): string {
  const said = sayGiven(approval, words);
  const { dismissed } = approval;
  return dismissed === undefined ? said : `${said} ${words.judging.dismissed(nameLogin(dismissed.by))}`;
}

function sayGiven({ gate, role, by, head, note, override }: Approval, { card, stages }: Words): string {
  const { step } = stages[gate];
  if (override !== null)
    return card.override({ step, roles: [role], reasons: escapeMarkdown(override, 400) });
  return card.approval({
    step,
    by: nameLogin(by),
    role,
    head: head && shortSha(head),
    note: note === null || note.trim() === '' ? null : escapeMarkdown(note, 200),
  });
}
