import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listAnswers } from '../parts/list-answers.js';
import { listVerdicts } from '../parts/list-scenarios.js';
import { sayTitle } from '../parts/say-title.js';
import { section } from '../parts/section.js';
import { linkTo } from '../safety/link-to.js';

const minuteMs = 60_000;

/** Production with the change, to the tester. */
export function sayProductionTest(about: About): string {
  const { task, settings, links, words } = about;
  const { productionTest } = words.calls;
  const minutes = Math.max(1, Math.round((settings?.rules.watchMs ?? 0) / minuteMs));
  return joinBlocks([
    `### ${productionTest.heading}`,
    productionTest.intro(sayTitle(task)),
    links.production && `**${linkTo(productionTest.open, links.production)}**`,
    section(words.card.scenarios, listVerdicts(task, words)),
    listAnswers(about),
    settings && productionTest.watched(words.time.minutes(minutes)),
  ]);
}
