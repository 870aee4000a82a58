import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listAnswers } from '../parts/list-answers.js';
import { listFollowups } from '../parts/list-followups.js';
import { sayTitle } from '../parts/say-title.js';
import { section } from '../parts/section.js';
import { linkTo } from '../safety/link-to.js';

/** The live version, to the client: a last look, feedback, and what comes next. */
export function sayFinalDemo(about: About): string {
  const { task, links, words } = about;
  const { finalDemo } = words.calls;
  return joinBlocks([
    `### ${finalDemo.heading}`,
    finalDemo.intro(sayTitle(task)),
    links.production && `**${linkTo(finalDemo.open, links.production)}**`,
    section(finalDemo.upcoming, listFollowups(task.followups, words)),
    listAnswers(about, finalDemo.answer),
    finalDemo.then,
  ]);
}
