import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listAnswers } from '../parts/list-answers.js';
import { listScenarios } from '../parts/list-scenarios.js';
import { sayTitle } from '../parts/say-title.js';
import { section } from '../parts/section.js';
import { linkTo } from '../safety/link-to.js';

/** The sandbox is there: to the developer. */
export function sayDevelop(about: About): string {
  const { task, links, words } = about;
  const { develop } = words.calls;
  return joinBlocks([
    `### ${develop.heading}`,
    develop.intro(sayTitle(task)),
    links.sandbox && `**${linkTo(develop.open, links.sandbox)}**`,
    section(words.card.scenarios, listScenarios(task.scenarios, words)),
    listAnswers(about),
  ]);
}
