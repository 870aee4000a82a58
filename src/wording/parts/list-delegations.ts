import type { Task } from '#process/task.js';
import type { Words } from '../words.js';
import { listItems } from './list-items.js';
import { nameLogin } from './name-login.js';
import { sayInstant } from './say-instant.js';

const budget = 2_000;

/** The roles that were handed on for this task, to whom and until when; `null` when none was. */
export function listDelegations({ delegations }: Pick<Task, 'delegations'>, words: Words): string | null {
  const said = delegations.map(({ role, to, by, until }) =>
    words.judging.delegation({
      role,
      to: nameLogin(to),
      by: nameLogin(by),
      until: until === null ? null : sayInstant(until, words),
    }),
  );
  return listItems(said, { budget, more: words.card.more });
}
