import type { Rejection } from '#process/task.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import { isConflict } from './is-conflict.js';
import { quoteWords } from '../safety/quote-words.js';
import { shortSha } from '../short-sha.js';
import type { Words } from '../words.js';
import { joinBlocks } from './join-blocks.js';
import { listItems } from './list-items.js';
import { nameLogin } from './name-login.js';

/** The last time that the work was sent back, in the words of whoever did. */
export function saySentBack(rejection: Rejection, words: Words): string {
  const { gate, round, head } = rejection;
  const by = nameLogin(rejection.by);
  const { card, stages } = words;
  const title =
    gate === 'discussion'
      ? card.declined(by)
      : card.sentBack({ step: stages[gate].step, by, round, head: head && shortSha(head) });
  return joinBlocks([
    `**${title}**`,
    quoteReason(rejection, words) ?? (rejection.failed === undefined ? card.noReason : null),
    listFailed(rejection, words),
    isConflict(rejection) ? card.conflictRemedy : null,
  ]);
}

/** The reason as a quote; `null` when none was given. */
export function quoteReason(rejection: Rejection, { card }: Words): string | null {
  return isConflict(rejection) ? `> ${card.conflict}` : quoteWords(rejection.reason);
}

const budget = 4_000;

/** The scenarios that had failed, each with what is wrong. */
function listFailed({ failed = [] }: Rejection, { judging, card }: Words): string | null {
  const items = failed.map(({ number, text, reason, by }) => {
    const why = reason.trim() === '' ? null : escapeMarkdown(reason, 300);
    return `${number} (${escapeMarkdown(text, 200)}) — ${judging.fails(nameLogin(by), why)}`;
  });
  return listItems(items, { budget, more: card.more });
}
