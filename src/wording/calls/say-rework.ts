import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listAnswers } from '../parts/list-answers.js';
import { saySentBack } from '../parts/say-sent-back.js';
import { sayTitle } from '../parts/say-title.js';

/** What the tester sent back, to the developer. */
export function sayRework(about: About): string {
  const { task, words } = about;
  return joinBlocks([
    `### ${words.calls.rework.heading}`,
    words.calls.rework.intro(sayTitle(task), task.change && `#${task.change.number}`),
    task.rejection && saySentBack(task.rejection, words),
    listAnswers(about),
  ]);
}
