import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listAnswers } from '../parts/list-answers.js';
import { sayTitle } from '../parts/say-title.js';

/** Nobody answered in time: to whoever can take the task up again. */
export function sayExpired(about: About): string {
  const { task, words } = about;
  const { expired } = words.calls;
  return joinBlocks([
    `### ${expired.heading}`,
    expired.intro(sayTitle(task), words.stages[task.stage].step),
    listAnswers(about),
  ]);
}
