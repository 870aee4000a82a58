import type { Language } from '#config/language.js';
import type { Task } from '#process/task.js';
import { joinBlocks } from './parts/join-blocks.js';
import { nameLogin } from './parts/name-login.js';
import { plainWords } from './safety/plain-words.js';
import { quoteWords } from './safety/quote-words.js';
import { speak } from './speak.js';

const mostOfTitle = 120;

/** The issue that is opened for something that was put off to later. */
export function sayFollowup(
  task: Pick<Task, 'number'>,
  { text, by }: Task['followups'][number],
  language?: Language,
): { title: string; body: string } {
  const { record } = speak(language);
  const title = plainWords(text, mostOfTitle);
  return {
    title: title === '' ? record.followupTitle(task.number) : title,
    body: joinBlocks([
      record.followup({ by: nameLogin(by), issue: task.number }),
      quoteWords(text),
      record.followupHint,
    ]),
  };
}
