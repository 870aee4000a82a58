import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listAnswers } from '../parts/list-answers.js';
import { listScenarios } from '../parts/list-scenarios.js';
import { sayTitle } from '../parts/say-title.js';
import { saySentBack } from '../parts/say-sent-back.js';

/** The plan, to everybody who has to approve it; in later rounds with what has to be different. */
export function sayPlan(about: About): string {
  const { task, words } = about;
  const { plan } = words.calls;
  return joinBlocks([
    `### ${plan.heading}`,
    plan.intro(sayTitle(task), task.round),
    task.rejection && saySentBack(task.rejection, words),
    listScenarios(task.scenarios, words),
    listAnswers(about),
  ]);
}
