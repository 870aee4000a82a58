import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listAnswers } from '../parts/list-answers.js';
import { nameLogin } from '../parts/name-login.js';
import { quoteAgreement } from '../parts/quote-agreement.js';
import { sayTitle } from '../parts/say-title.js';

/** The estimate, to the client. */
export function sayEstimateCall(about: About): string {
  const { task, words } = about;
  const { estimate } = words.calls;
  return joinBlocks([
    `### ${estimate.heading}`,
    quoteAgreement(about, estimate.intro(nameLogin(task.estimate?.by ?? ''), sayTitle(task))),
    estimate.then,
    listAnswers(about, estimate.answer),
  ]);
}
