import type { Language } from '#config/language.js';
import type { Task } from '#process/task.js';
import { plainWords } from './safety/plain-words.js';
import { speak } from './speak.js';

/** What stands between a rollback and a default branch without the change. */
export type NotReverted =
  | { readonly why: 'closed'; readonly revert: number }
  | { readonly why: 'failing'; readonly revert: number; readonly checks: readonly string[] }
  | { readonly why: 'refused'; readonly revert: number; readonly said: string };

const mostOfTitle = 65;

/** The title and text of the pull request that takes a change out again. */
export function sayRevert(
  { number, title }: Pick<Task, 'number' | 'title'>,
  change: number,
  language: Language,
): { title: string; body: string } {
  const { record } = speak(language);
  return {
    title: record.revertTitle(plainWords(title, mostOfTitle), number),
    body: record.revertBody({ issue: number, change }),
  };
}

/** What the required check says on that pull request. */
export function sayRevertCheck(
  { number }: Pick<Task, 'number'>,
  language: Language,
): { title: string; summary: string } {
  const { revertCheck } = speak(language).record;
  return { title: revertCheck.title, summary: revertCheck.summary(number) };
}

/** Why it is not merged, for whoever can mend it. */
export function sayNotReverted(reason: NotReverted, language: Language): string {
  const { notReverted } = speak(language).record;
  switch (reason.why) {
    case 'closed':
      return notReverted.closed(reason.revert);
    case 'failing':
      return notReverted.failing(reason.revert, reason.checks.join(', '));
    case 'refused':
      return notReverted.refused(reason.revert, reason.said);
  }
}
