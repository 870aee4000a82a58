import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listAnswers } from '../parts/list-answers.js';
import { listVerdicts } from '../parts/list-scenarios.js';
import { saySentBack } from '../parts/say-sent-back.js';
import { sayTitle } from '../parts/say-title.js';
import { section } from '../parts/section.js';
import { linkTo } from '../safety/link-to.js';
import { shortSha } from '../short-sha.js';

/** The change in the sandbox, to the tester: alone in step 5, joined with what is live in step 7. */
export function sayTest(about: About): string {
  const { task, links, words } = about;
  const { test } = words.calls;
  const { change, rejection } = task;
  return joinBlocks([
    `### ${task.stage === 'integration-testing' ? test.heading.joined : test.heading.alone}`,
    test.intro({
      title: sayTitle(task),
      change: change && `#${change.number}`,
      head: change && shortSha(change.head),
    }),
    links.sandbox && `**${linkTo(test.open, links.sandbox)}**`,
    rejection === null || rejection.gate === 'discussion' ? null : saySentBack(rejection, words),
    section(words.card.scenarios, listVerdicts(task, words)),
    listAnswers(about),
  ]);
}
