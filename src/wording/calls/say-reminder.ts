import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listAnswers } from '../parts/list-answers.js';
import { sayInstant } from '../parts/say-instant.js';
import { sayTitle } from '../parts/say-title.js';
import { linkTo } from '../safety/link-to.js';
import { isEscalated } from '../is-escalated.js';

/** To whoever has not answered yet, and with the last reminder to whoever is to see to it. */
export function sayReminder(about: About): string {
  const { task, settings, links, words } = about;
  const { reminder } = words.calls;
  const { called, stage } = task;
  const link = stage === 'production-testing' || stage === 'final-demo' ? links.production : links.sandbox;
  const shows = stage !== 'discussion' && stage !== 'planning';
  return joinBlocks([
    `### ${reminder.heading(words.stages[stage].step)}`,
    reminder.intro(sayTitle(task), called && sayInstant(called.at, words)),
    shows && link !== null ? `**${linkTo(reminder.open, link)}**` : null,
    listAnswers(about),
    settings !== null && isEscalated(task, settings.rules) ? reminder.escalated : null,
  ]);
}
