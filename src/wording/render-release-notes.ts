import type { Language } from '#config/language.js';
import type { Task } from '#process/task.js';
import { joinBlocks } from './parts/join-blocks.js';
import { listFollowups } from './parts/list-followups.js';
import { listItems } from './parts/list-items.js';
import { listScenarios } from './parts/list-scenarios.js';
import { listSetbacks } from './parts/list-setbacks.js';
import { nameLogin } from './parts/name-login.js';
import { sayInstant } from './parts/say-instant.js';
import { sayTitle } from './parts/say-title.js';
import type { Recorded } from './recorded.js';
import { escapeMarkdown } from './safety/escape-markdown.js';
import { quoteWords } from './safety/quote-words.js';
import { shortSha } from './short-sha.js';
import { speak } from './speak.js';
import type { Words } from './words.js';

const budget = 8_000;

/** What a release changed, what was tested, who signed it off and how it got there; from the task and its journal, oldest first. */
export function renderReleaseNotes(task: Task, journal: readonly Recorded[], language?: Language): string {
  const words = speak(language);
  const { record } = words;
  const { number, change, scenarios, feedback, followups } = task;
  return joinBlocks([
    `${sayTitle(task)} ${record.reference(number, change?.number ?? null)}`,
    chapter(record.feedback, feedback === null ? null : quoteWords(feedback)),
    chapter(record.tested, listScenarios(scenarios, words)),
    chapter(record.signedOff, listSignatures(task, words)),
    sayCommit(task, words),
    chapter(record.overrides, listOverrides(journal, words)),
    chapter(record.way, listSetbacks(task, journal, words)),
    chapter(record.upcoming, listFollowups(followups, words)),
  ]);
}

const chapter = (title: string, body: string | null): string | null =>
  body === null ? null : `### ${title}\n\n${body}`;

/** Who estimated and who agreed (what it cost is nobody's business but theirs), and every approval that counted, in the order of the steps. */
function listSignatures(task: Task, words: Words): string | null {
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

function sayAgreed({ estimate }: Task, words: Words): readonly string[] {
  if (estimate === null) return [];
  const { record } = words;
  const { agreed } = estimate;
  const given = record.estimated(nameLogin(estimate.by), sayInstant(estimate.at, words));
  return agreed === null
    ? [given]
    : [given, record.agreed(nameLogin(agreed.by), sayInstant(agreed.at, words))];
}

function sayCommit({ product }: Task, { record }: Words): string | null {
  if (product === null) return null;
  const { head, live, tree } = product;
  return record.commit({ head: shortSha(head), live: shortSha(live), tree: shortSha(tree) });
}

/** Every override that was completed, also in rounds whose approvals no longer count. */
function listOverrides(journal: readonly Recorded[], words: Words): string | null {
  const { record, stages, card } = words;
  const lines = journal.flatMap(({ at, because, changes }) => {
    const given = because.code === 'override_complete' ? changes.approvals?.at(-1) : undefined;
    if (given?.override == null) return [];
    const reasons = escapeMarkdown(given.override, 400);
    return [record.override({ step: stages[given.gate].step, reasons, when: sayInstant(at, words) })];
  });
  return listItems(lines, { budget, more: card.more });
}
